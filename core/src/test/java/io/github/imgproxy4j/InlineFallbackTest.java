package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

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
        String output =
                Node.run(Map.of("IMGPROXY4J_HANDLER", InlineFallback.SCRIPT), "--test", "inline-fallback.test.js");

        assertThat(output).contains("fail 0").doesNotContain("pass 0");
    }

    @Test
    void scriptNeedsNoEscapingThatAHashWouldHaveToFollow() {
        assertThat(InlineFallback.SCRIPT).doesNotContain("\"", "<", ">", "`");
    }
}
