package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.List;

/** What a signed path asks for, whether its signature is right or not. */
final class Explanation {
    private static final String NEXT_PIPELINE = "-";

    private final SettingsOptions settings;
    private final Imgproxy imgproxy;
    private final Report report;
    private final OptionWords words = new OptionWords();

    Explanation(SettingsOptions settings, Imgproxy imgproxy, Report report) {
        this.settings = settings;
        this.imgproxy = imgproxy;
        this.report = report;
    }

    /**
     * Adds everything but the signature.
     *
     * @param received with a signature and something behind it
     */
    void addAll(String received) {
        String signature = PastedUrl.signature(received);
        Imgproxy trusting = settings.trusting(signature);
        SignedPath signedPath = trusting.verify(received).signedPath();
        addOptions(signedPath.path());
        report.add("source", imgproxy.sourceOf(signedPath));
        report.add("canonical", signedPath.text());
        addKeys(signature, received, trusting.key(signedPath));
    }

    private void addOptions(String path) {
        List<String> lines = new ArrayList<>();
        for (String segment : optionSegments(path)) {
            lines.addAll(lines(segment));
        }
        report.add("options", lines.isEmpty() ? "none" : lines.get(0));
        lines.stream().skip(1).forEach(report::addMore);
    }

    private List<String> lines(String segment) {
        try {
            OptionSyntax syntax = OptionSyntax.DEFAULT.withSeparator(imgproxy.argumentsSeparator());
            return ProcessingOption.parse(segment, syntax).stream()
                    .flatMap(option -> words.of(option).stream())
                    .toList();
        } catch (ImgproxyException refused) {
            return List.of("wrong: " + refused.getMessage());
        }
    }

    /** Options end at the first segment without a separator that begins no pipeline. */
    private List<String> optionSegments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (!segment.contains(imgproxy.argumentsSeparator()) && !segment.equals(NEXT_PIPELINE)) {
                return segments;
            }
            segments.add(segment);
        }
        return segments;
    }

    private void addKeys(String signature, String received, String configured) {
        report.add("key", configured + "  as configured");
        for (String layout : KeyLayouts.ALL) {
            Imgproxy other = settings.trusting(signature, layout);
            report.addMore(other.key(other.verify(received).signedPath()) + "  " + layout);
        }
    }
}
