package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.cli.output.Report;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.filter.PathVerdict;
import io.github.imgproxy4j.internal.option.OptionSegment;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes what a signed path requests, whether its signature is valid or not. */
final class Explanation {
    private static final Pattern EXTENSION_OF_PLAIN = Pattern.compile("/plain/[^@]*@([a-z0-9]{2,5})$");
    private static final Pattern EXTENSION = Pattern.compile("/[A-Za-z0-9_-]+\\.([a-z0-9]{2,5})$");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]+");
    private static final char REPLACEMENT = '\uFFFD';

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
     * @param received with a signature and a path after it
     */
    void addAll(String received) {
        String signature = PastedUrl.signature(received);
        Imgproxy trusting = settings.trusting(signature);
        SignedPath signedPath = trusting.verify(received).signedPath();
        addOptions(signedPath.path());
        report.add("source", source(signedPath));
        report.add("canonical", signedPath.text());
        addKeys(trusting, signedPath);
        addAnswer(received, signedPath);
    }

    private String source(SignedPath signedPath) {
        String source = imgproxy.sourceOf(signedPath);
        if (signedPath.path().contains("/enc/") && BASE64.matcher(source).matches()) {
            return "encrypted, with another key than " + CoreSettings.SOURCE_ENCRYPTION_KEY.environmentName()
                    + " here, or there is none";
        }
        boolean legible = source.codePoints().noneMatch(c -> Character.isISOControl(c) || c == REPLACEMENT);
        return legible ? source : "neither plain text nor Base64 of text";
    }

    private void addOptions(String path) {
        List<String> lines = new ArrayList<>();
        for (String segment : OptionSegment.segments(path, imgproxy.argumentsSeparator())) {
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

    private void addKeys(Imgproxy trusting, SignedPath signedPath) {
        Settings all = settings.settings();
        String prefix = all.isSet(CoreSettings.KEY_PREFIX) ? all.get(CoreSettings.KEY_PREFIX) : "";
        report.add("key", trusting.key(signedPath) + "  as configured");
        for (String words : KeyLayouts.ALL) {
            report.addMore(trusting.key(signedPath, KeyLayout.of(words).prefix(prefix)) + "  " + words);
        }
    }

    /** What the filter does with the path, decided by its own code. */
    private void addAnswer(String received, SignedPath signedPath) {
        PathVerdict verdict =
                PathVerdict.of(settings.settings(), imgproxy, received, format(signedPath.path()), Instant.now());
        report.add("filter", verdict.status() + ": " + verdict.reason());
        try {
            imgproxy.image(imgproxy.sourceOf(signedPath));
        } catch (ImgproxyException notAllowed) {
            report.addMore("404 from imgproxy, if it has the same list: " + notAllowed.getMessage());
        }
    }

    /** The extension behind the source, which counts more than an option; empty without one. */
    private String format(String path) {
        Matcher extension = (path.contains("/plain/") ? EXTENSION_OF_PLAIN : EXTENSION).matcher(path);
        if (extension.find()) {
            return extension.group(1);
        }
        return OptionSegment.leading(path, imgproxy.argumentsSeparator()).stream()
                .filter(option -> OptionName.of(option.name()) == OptionName.FORMAT)
                .reduce("", (earlier, option) -> option.argumentText(), (earlier, later) -> later);
    }
}
