package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.testing.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignCommandTest {
    private static final String PATH = "/rs:fill:300:200/plain/local:///cat.jpg";

    static Stream<JsonNode> vectors() {
        return Vectors.of("signing")
                .filter(vector -> vector.path("kind").asText().equals("processing"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsImgproxyDoes(JsonNode vector) {
        Result result = Shell.empty()
                .with("IMGPROXY_KEY", vector.required("keyHex").asText())
                .with("IMGPROXY_SALT", vector.required("saltHex").asText())
                .with("IMGPROXY_SIGNATURE_SIZE", vector.path("signatureSize").asText("32"))
                .run("sign", vector.required("path").asText());

        assertThat(result.lines())
                .containsExactly("/" + vector.required("signature").asText()
                        + vector.required("path").asText());
        assertThat(result.status()).isZero();
    }

    @Test
    void signsSeveralPathsInTheirOrder() {
        assertThat(Shell.withKey().run("sign", PATH, "/plain/local:///dog.jpg").lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(PATH),
                        second -> assertThat(second).endsWith("/plain/local:///dog.jpg"));
    }

    @Test
    void keyAndSaltMayBeInFiles(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), Shell.KEY + "\n");
        Path salt = Files.writeString(folder.resolve("salt"), Shell.SALT + "\n");

        Result result = Shell.empty().run("sign", "--key-file", key.toString(), "--salt-file", salt.toString(), PATH);

        assertThat(result).isEqualTo(Shell.withKey().run("sign", PATH));
    }

    @Test
    void settingsMayBeInOnePropertiesFileThatComesBeforeTheEnvironment(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("imgproxy.properties"),
                "IMGPROXY_KEY=" + Shell.KEY + "\nimgproxy.salt=" + Shell.SALT + "\nimgproxy.signature-size=8\n");

        Result result = Shell.empty().with("IMGPROXY_KEY", "00").run("sign", "--config", config.toString(), PATH);

        String whole = Shell.withKey().run("sign", PATH).out();
        assertThat(result.out()).startsWith(whole.substring(0, 10)).hasSizeLessThan(whole.length());
    }

    @Test
    void withoutKeyNothingIsPrintedAndTheVariablesAreNamed() {
        Result result = Shell.empty().run("sign", PATH);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("IMGPROXY_KEY", "IMGPROXY_SALT").doesNotContain("\tat ");
    }

    @Test
    void badKeyIsRefusedWithoutBeingShown() {
        Result result = Shell.withKey().with("IMGPROXY_KEY", "secret!").run("sign", PATH);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("IMGPROXY_KEY", "hexadecimal").doesNotContain("secret!");
    }

    @Test
    void missingAndEmptyFilesAreNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(Shell.withKey()
                        .run("sign", "--key-file", missing.toString(), PATH)
                        .err())
                .contains("--key-file [" + missing + "] does not exist");
        assertThat(Shell.withKey()
                        .run("sign", "--salt-file", empty.toString(), PATH)
                        .err())
                .contains("--salt-file [" + empty + "] must not be empty");
        assertThat(Shell.withKey()
                        .run("sign", "--config", missing.toString(), PATH)
                        .err())
                .contains("--config [" + missing + "] does not exist");
    }
}
