package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.StubHost.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmJournalTest {
    private static final String FIRST_LINE = "imgproxy4j warm, journal 1\n";

    @TempDir
    private Path folder;

    @Test
    void lineThatWasCutOffCountsForNothingAndTheOthersAreNotAskedForAgain() throws Exception {
        try (WarmHost host = new WarmHost()) {
            Path list = Files.write(folder.resolve("list"), List.of(host.url() + "/img/a", host.url() + "/img/b"));
            Path journal = Files.writeString(
                    folder.resolve("journal"), FIRST_LINE + hash(host.url() + "/img/a") + "\n0123456789");

            Result result = Shell.empty().run("warm", "--urls", list.toString(), "--journal", journal.toString());

            assertThat(host.made()).containsExactly(host.url() + "/img/b");
            assertThat(result.out())
                    .startsWith("2 images: 1 made, 0 stored already, 1 done by an earlier run, 0 failures");
            assertThat(journal).doesNotExist();
        }
    }

    @Test
    void otherFileIsRefusedAndLeftAsItIs() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter"), "Dear Ada");

        Result result = Shell.empty().run("warm", "--page", "http://127.0.0.1:9/", "--journal", letter.toString());

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--journal [" + letter + "] is no journal of an earlier run");
        assertThat(letter).hasContent("Dear Ada");
    }

    @Test
    void whatFailedIsTriedAgain() throws Exception {
        try (WarmHost host = new WarmHost().with("/img/a", Reply.text(404, ""))) {
            Path list = Files.write(folder.resolve("list"), List.of(host.url() + "/img/a"));
            Path journal = folder.resolve("journal");

            for (int i = 0; i < 2; i++) {
                assertThat(Shell.empty()
                                .run("warm", "--urls", list.toString(), "--journal", journal.toString())
                                .status())
                        .isEqualTo(1);
            }

            assertThat(host.made()).hasSize(2);
        }
    }

    private static String hash(String url) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, 32);
    }
}
