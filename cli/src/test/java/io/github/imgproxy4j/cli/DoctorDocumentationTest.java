package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.doctor.CheckId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of docs/doctor.md with the checks. With {@code -Dimgproxy4j.docs.write=true} the table is written
 * instead.
 */
class DoctorDocumentationTest {
    private static final Path PAGE = Path.of("../docs/doctor.md");
    private static final String MARK =
            "<!-- from the checks themselves; mvn -pl cli test -Dtest=DoctorDocumentationTest"
                    + " -Dimgproxy4j.docs.write=true writes it -->\n";

    @Test
    void pageListsEveryCheck() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(MARK) + MARK.length()) + table();
        if (Boolean.getBoolean("imgproxy4j.docs.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String table() {
        return "\n| Check | Passes if | Solution |\n| --- | --- | --- |\n"
                + Arrays.stream(CheckId.values())
                        .map(check -> "| `" + check.id() + "` | " + check.question() + " | " + check.remedy() + " |\n")
                        .collect(Collectors.joining());
    }
}
