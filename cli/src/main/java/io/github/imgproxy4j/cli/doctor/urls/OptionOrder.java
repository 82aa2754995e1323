package io.github.imgproxy4j.cli.doctor.urls;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.NearNames;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.OtherOption;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges the segments of options, and puts arguments in order. */
final class OptionOrder {
    private static final Set<String> TYPES = Set.of("fit", "fill", "fill-down", "force", "auto");
    private static final Set<String> RESIZE = Set.of("resize", "rs");

    /**
     * What is wrong with a segment.
     *
     * @param problem a sentence
     * @param better the segment to use; empty if it is not known
     */
    record Problem(String problem, Optional<String> better) {}

    Optional<Problem> problem(String segment) {
        String[] words = segment.split(":", -1);
        if (RESIZE.contains(words[0]) && words.length > 1 && !TYPES.contains(words[1]) && !words[1].isEmpty()) {
            return Optional.of(new Problem(
                    words[0] + " needs its type first, and [" + words[1] + "] is not a type",
                    Optional.of(typeFirst(words))));
        }
        if (words[0].matches("https?|s3|gs|abs|swift|local")) {
            return Optional.of(
                    new Problem("a source that is not Base64 must follow /plain/", Optional.of("plain/" + segment)));
        }
        try {
            return ProcessingOption.parse(segment, OptionSyntax.DEFAULT).stream()
                    .filter(OtherOption.class::isInstance)
                    .findFirst()
                    .map(other -> unknown(words));
        } catch (ImgproxyException wrong) {
            return Optional.of(new Problem(String.valueOf(wrong.getMessage()), Optional.empty()));
        }
    }

    private static String typeFirst(String[] words) {
        List<String> rest = new ArrayList<>(Arrays.asList(words).subList(1, words.length));
        String type = rest.stream().filter(TYPES::contains).findFirst().orElse("fill");
        rest.remove(type);
        return words[0] + ":" + type + ":" + String.join(":", rest);
    }

    private static Problem unknown(String[] words) {
        List<String> names = Stream.of(OptionName.values())
                .flatMap(option -> Stream.of(option.longName(), option.shortName()))
                .toList();
        Optional<String> near = Optional.ofNullable(NearNames.nearest(words[0], names));
        return new Problem(
                "imgproxy has no option [" + words[0] + "]",
                near.map(name -> name + ":" + String.join(":", List.of(words).subList(1, words.length))));
    }
}
