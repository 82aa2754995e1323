package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyCommandTest {
    private static final String PATH = "/rs:fill:300:200/plain/local:///cat.jpg";

    @Test
    void isTheMd5OfTheSignedPathWithAndWithoutKey() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        assertThat(Shell.withKey().run("key", signed).out().strip()).isEqualTo(md5(signed));
        assertThat(Shell.empty().run("key", signed).out().strip()).isEqualTo(md5(signed));
        assertThat(Shell.empty()
                        .run("key", "https://shop.example/img" + signed)
                        .out()
                        .strip())
                .isEqualTo(md5(signed));
    }

    @Test
    void secondSlashInFrontIsForgivenAsByImgproxy() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        assertThat(Shell.empty().run("key", "/" + signed).out().strip()).isEqualTo(md5(signed));
        assertThat(Shell.withKey().run("key", "//wrong" + PATH).out().strip()).isEqualTo(md5("/wrong" + PATH));
    }

    @Test
    void followsTheConfiguredLayout() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();
        String hash = md5(PATH);

        Result result = Shell.withKey()
                .with("IMGPROXY4J_KEY_LAYOUT", "unsigned-path sharded")
                .with("IMGPROXY4J_KEY_PREFIX", "thumbs/")
                .run("key", signed);

        assertThat(result.out().strip()).isEqualTo("thumbs/" + hash.replaceFirst("(..)(..)(..).*", "$1/$2/$3/") + hash);
    }

    @Test
    void wrongSignatureIsWarnedOfAndCountsAsWritten() {
        Result result = Shell.withKey().run("key", "/wrong" + PATH);

        assertThat(result.out().strip()).isEqualTo(md5("/wrong" + PATH));
        assertThat(result.err()).startsWith("warning: ");
        assertThat(result.status()).isZero();
    }

    @Test
    void whatIsNoSignedPathIsRefused() {
        Result result = Shell.withKey().run("key", "cat.jpg");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("[cat.jpg] must be a signed path");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
