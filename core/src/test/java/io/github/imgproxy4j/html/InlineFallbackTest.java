package io.github.imgproxy4j.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.NodeJs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InlineFallbackTest {
    @Test
    void hashIsTheHashOfTheScript() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(InlineFallback.SCRIPT.getBytes(StandardCharsets.US_ASCII));

        assertThat(InlineFallback.CSP_HASH)
                .isEqualTo("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void documentationNamesTheSameHash() throws Exception {
        assertThat(Files.readString(Path.of("../docs/fallback.md"))).contains(InlineFallback.CSP_HASH);
    }

    @Test
    void scriptWalksTheChainOnceAndNeverLoops() throws Exception {
        NodeJs.require();

        NodeJs.Run tests = NodeJs.run(
                Path.of("src/test/js"),
                Map.of("IMGPROXY4J_HANDLER", InlineFallback.SCRIPT),
                "node",
                "--test",
                "inline-fallback.test.js");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        assertThat(tests.output()).contains("fail 0").doesNotContain("pass 0");
    }

    @Test
    void scriptNeedsNoEscapingThatAHashWouldHaveToFollow() {
        assertThat(InlineFallback.SCRIPT).doesNotContain("\"", "<", ">", "`");
    }
}
