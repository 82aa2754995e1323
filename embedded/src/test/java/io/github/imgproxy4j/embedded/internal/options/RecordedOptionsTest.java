package io.github.imgproxy4j.embedded.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import io.github.imgproxy4j.option.OptionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name of every option with arguments of many shapes: what imgproxy 4.0.12 takes is taken, all else refused alike. */
class RecordedOptionsTest {
    private static final Path TABLE = Path.of("src/test/resources/options/recorded.txt");

    /** What all options of the table were asked with. */
    private static final List<String> SHAPES = lines().get(0).taken();

    /**
     * A line of the table.
     *
     * @param refusal the status where the arguments are not taken
     * @param taken the arguments that are
     */
    record Recorded(String name, String refusal, List<String> taken) {
        static Recorded of(String line) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            List<String> taken = words.subList(2, words.size()).stream()
                    .map(word -> word.equals("(empty)") ? "" : word)
                    .toList();
            return new Recorded(words.get(0), words.get(1), taken);
        }

        String status(String arguments) {
            return taken.contains(arguments) ? "taken" : refusal;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recorded> options() {
        return lines().stream().skip(1);
    }

    /** Without imgproxy Pro's, which the recorded server does not know, and the one that cannot be done here. */
    static Stream<Recorded> openSourceOptions() {
        return options()
                .filter(option -> !optionOf(option).isPro())
                .filter(option -> !OptionReader.refuses(option.name()));
    }

    @Test
    void everyOptionIsInTheTable() {
        assertThat(options().map(RecordedOptionsTest::optionOf)).containsExactly(OptionName.values());
    }

    @ParameterizedTest
    @MethodSource("options")
    void everySpellingIsTheSameOptionWithTheSameArguments(Recorded recorded) {
        for (String name : optionOf(recorded).names()) {
            for (String shape : SHAPES) {
                OptionSegment segment = OptionSegment.of(name + ":" + shape, ":");

                assertThat(segment).isNotNull();
                assertThat(OptionName.of(segment.name())).isEqualTo(optionOf(recorded));
                assertThat(String.join(":", segment.arguments())).isEqualTo(shape);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatAServerMustAllowIsASecurityOption(Recorded recorded) {
        assertThat(optionOf(recorded).isSecurity()).isEqualTo(recorded.refusal().equals("403"));
    }

    @ParameterizedTest
    @MethodSource("openSourceOptions")
    void theProcessorAnswersAsImgproxy(Recorded recorded) {
        for (String name : optionOf(recorded).names()) {
            assertThat(SHAPES)
                    .allSatisfy(shape -> assertThat(outcome(name + ":" + shape))
                            .as(name + ":" + shape)
                            .isEqualTo(recorded.status(shape)));
        }
    }

    private static OptionName optionOf(Recorded recorded) {
        OptionName option = OptionName.of(recorded.name());
        assertThat(option).as(recorded.name()).isNotNull();
        return option;
    }

    private static String outcome(String option) {
        try {
            ImagePath.parse(
                    "/" + option + "/plain/local:///a.png",
                    new PathRules(Presets.parse("card=w:5"), true, false, Clock.systemUTC()));
            return "taken";
        } catch (ProcessingException refused) {
            return String.valueOf(refused.status());
        }
    }

    private static List<Recorded> lines() {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.filter(line -> !line.startsWith("#")).map(Recorded::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
