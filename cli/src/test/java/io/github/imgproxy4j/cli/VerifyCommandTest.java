package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
    private static final byte[] KEY = HexFormat.of().parseHex(Shell.KEY);
    private static final byte[] SALT = HexFormat.of().parseHex(Shell.SALT);
    private static final byte[] NONE = {};
    private static final String PATH = "/rs:fill:300:200/plain/https://example.com/a%20b.jpg@webp";

    /** Each mistake as somebody makes it: the signed path, and what has to be named. */
    static Stream<Arguments> mistakes() {
        byte[] right = hmac("HmacSHA256", KEY, SALT, bytes(PATH));
        return Stream.of(
                Arguments.of(url(hmac("HmacSHA256", KEY, NONE, bytes(PATH))), "the salt was left out"),
                Arguments.of(url(hmac("HmacSHA256", KEY, bytes(PATH), SALT)), "the salt was put behind the path"),
                Arguments.of(url(hmac("HmacSHA256", bytes(Shell.KEY), SALT, bytes(PATH))), "the key was read as text"),
                Arguments.of(url(hmac("HmacSHA256", KEY, bytes(Shell.SALT), bytes(PATH))), "the salt was read as text"),
                Arguments.of(
                        url(hmac("HmacSHA256", bytes(Shell.KEY), bytes(Shell.SALT), bytes(PATH))),
                        "key and salt were read as text"),
                Arguments.of(url(hmac("HmacSHA256", SALT, KEY, bytes(PATH))), "key and salt were exchanged"),
                Arguments.of(url(hmac("HmacSHA1", KEY, SALT, bytes(PATH))), "HMAC-SHA1"),
                Arguments.of(url(hmac("HmacSHA512", KEY, SALT, bytes(PATH))), "HMAC-SHA512"),
                Arguments.of(url(sha256(KEY, SALT, bytes(PATH))), "plain SHA-256"),
                Arguments.of(url(hmac("HmacSHA256", KEY, SALT, bytes(PATH.substring(1)))), "without the slash"),
                Arguments.of(url(hmac("HmacSHA256", KEY, SALT, bytes(PATH + "/"))), "with a slash at its end"),
                Arguments.of(url(hmac("HmacSHA256", KEY, SALT, bytes("/img" + PATH))), "with the mount /img"),
                Arguments.of(
                        url(hmac("HmacSHA256", KEY, SALT, bytes(PATH.replace("%20", " ")))),
                        "with its % escapes decoded"),
                Arguments.of(
                        url(hmac("HmacSHA256", KEY, SALT, bytes(PATH.replace("//", "/")))), "double slashes merged"),
                Arguments.of(
                        url(hmac("HmacSHA256", KEY, SALT, bytes(PATH.replace("@webp", "")))), "without the format"),
                Arguments.of("/" + HexFormat.of().formatHex(right) + PATH, "in hexadecimal"),
                Arguments.of("/" + Base64.getUrlEncoder().encodeToString(right) + PATH, "with padding"),
                Arguments.of(url(Arrays.copyOf(right, 8)), "the signature has 8 bytes; imgproxy.signature-size is 32"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesTheMistake(String signedPath, String sentence) {
        Result result = Shell.withKey().run("verify", signedPath);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines()).anySatisfy(line -> assertThat(line).contains("likely: ", sentence));
        assertThat(result.lines())
                .filteredOn(line -> line.contains("likely: ") && !line.contains("the signature has"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void namesMistakesThatWereMadeTogether() {
        byte[] signature = hmac("HmacSHA256", bytes(Shell.KEY), NONE, bytes(PATH.substring(1)));

        assertThat(Shell.withKey().run("verify", url(signature)).out())
                .contains("the salt was left out", "the key was read as text", "without the slash at its start");
    }

    @Test
    void namesThePairsThatWereMixed() {
        Shell shell = Shell.withKey().with("IMGPROXY_KEY", Shell.KEY + ",aa").with("IMGPROXY_SALT", Shell.SALT + ",bb");
        byte[] signature = hmac("HmacSHA256", KEY, new byte[] {(byte) 0xbb}, bytes(PATH));

        assertThat(shell.run("verify", url(signature)).out()).contains("the key of one pair was used with the salt of");
    }

    @Test
    void standardBase64IsNamed() {
        // The signature of this path has characters that differ between the two alphabets.
        String path = "/rs:fill:300:201/plain/https://example.com/a.jpg";
        String standard =
                Base64.getEncoder().withoutPadding().encodeToString(hmac("HmacSHA256", KEY, SALT, bytes(path)));
        assertThat(standard).contains("+").doesNotContain("/");

        assertThat(Shell.withKey().run("verify", "/" + standard + path).out()).contains("standard Base64");
    }

    @Test
    void changedPathIsDistinguishedFromSigningMistakes() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        assertThat(Shell.withKey().run("verify", signed.replace("300", "3000")).out())
                .contains("another key or salt, or the path was changed");
    }

    @Test
    void firstDifferenceIsNamed() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();
        char other = signed.charAt(5) == 'A' ? 'B' : 'A';
        String changed = signed.substring(0, 5) + other + signed.substring(6);

        assertThat(Shell.withKey().run("verify", changed).out())
                .contains("first difference: byte 4, character 5 of the signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s", "/%s", "/img%s", "https://shop.example/img%s", "https://shop.example/a/b/img%s?x=1#y"})
    void rightSignatureIsFoundInWhatPeoplePaste(String form) {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        Result result = Shell.withKey().run("verify", form.formatted(signed));

        assertThat(result.status()).isZero();
        assertThat(result.out().strip()).isEqualTo("right  " + signed);
    }

    @Test
    void oneWrongPathOfSeveralFailsTheCommand() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        Result result = Shell.withKey().run("verify", signed, "/wrong" + PATH, "/");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("right  ", "wrong  /wrong", "wrong  /\n");
    }

    @Test
    void theRightSignatureIsNeverPrinted() {
        String signature = Shell.withKey().run("sign", PATH).out().split("/", 3)[1];

        assertThat(Shell.withKey().run("verify", "/wrong" + PATH).out()).doesNotContain(signature);
    }

    private static String url(byte[] signature) {
        return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + PATH;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[]... message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(joined(message));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] sha256(byte[]... message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(joined(message));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
