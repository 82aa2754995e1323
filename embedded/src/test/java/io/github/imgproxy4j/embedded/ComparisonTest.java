package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares this processor with what imgproxy answered when it was recorded. With {@code -Dimgproxy4j.docs.write=true} the
 * totals in the README are written anew.
 */
class ComparisonTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- totals begin -->\n";
    private static final String END = "<!-- totals end -->";

    private static List<Comparison> all = List.of();

    @BeforeAll
    static void askAgain() throws Exception {
        Map<String, byte[]> files = ComparedFiles.all();
        ComparedProcessor processor = new ComparedProcessor(files);
        all = RecordedAnswer.all().parallelStream()
                .map(recorded -> compared(recorded, processor))
                .toList();
    }

    private static Comparison compared(RecordedAnswer recorded, ComparedProcessor processor) {
        try {
            return Comparison.of(recorded, ComparedProcessor.seen(processor.answer(recorded.request())));
        } catch (Exception failed) {
            throw new AssertionError(recorded.request().toString(), failed);
        }
    }

    @Test
    void whatDiffersHasAReason() {
        assertThat(all.stream().filter(one -> one.kind() != null && one.difference() == null))
                .isEmpty();
    }

    @Test
    void everyReasonIsStillNeeded() {
        assertThat(all.stream()
                        .map(Comparison::difference)
                        .filter(Objects::nonNull)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Difference.known());
    }

    @Test
    void everythingThatIsComparedIsRecorded() throws Exception {
        assertThat(all.stream().map(one -> one.recorded().request()))
                .as("what is new has to be recorded with embedded/differential/record")
                .containsExactlyElementsOf(
                        ComparedRequest.all(ComparedFiles.all().keySet()));
    }

    @Test
    void theReadmeHasTheTotals() throws Exception {
        String readme = Files.readString(README, UTF_8);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String expected = Comparison.totals(all);
        if (Boolean.getBoolean("imgproxy4j.docs.write")) {
            Files.writeString(README, readme.substring(0, begin) + expected + readme.substring(end), UTF_8);
            return;
        }
        assertThat(Arrays.asList(readme.substring(begin, end).split("\n")))
                .as("-Dimgproxy4j.docs.write=true writes them")
                .containsExactlyElementsOf(Arrays.asList(expected.split("\n")));
    }
}
