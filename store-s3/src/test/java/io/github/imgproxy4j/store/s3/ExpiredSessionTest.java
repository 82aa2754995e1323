package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from a file that somebody renews while we run. */
class ExpiredSessionTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String FILE_PROPERTY = "aws.sharedCredentialsFile";

    @TempDir
    Path folder;

    private StubServer server;
    private S3ImageStore store;

    @BeforeEach
    void start() throws IOException {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        writeKey("first");
        System.setProperty(FILE_PROPERTY, folder.resolve("credentials").toString());
        server = new StubServer();
        store = S3ImageStore.builder("images").endpoint(server.endpoint()).build();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
        System.clearProperty(FILE_PROPERTY);
        S3Server.setCredentials();
    }

    private void writeKey(String name) {
        try {
            Files.writeString(
                    folder.resolve("credentials"),
                    "[default]\naws_access_key_id=" + name + "\naws_secret_access_key=x\naws_session_token=t\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void renewedCredentialsAreUsedAtOnce() throws IOException {
        server.answers(
                exchange -> {
                    writeKey("second");
                    Answer.error(400, "ExpiredToken").give(exchange);
                },
                Answer.error(404, "NoSuchKey"));

        assertThat(store.get(KEY)).isNull();

        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(0).header("Authorization")).contains("Credential=first/");
        assertThat(server.asked().get(0).header("X-Amz-Security-Token")).isEqualTo("t");
        assertThat(server.asked().get(1).header("Authorization")).contains("Credential=second/");
    }

    @Test
    void noCredentialsAreAClearFailure() throws IOException {
        Files.delete(folder.resolve("credentials"));

        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for instance");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void credentialsThatStayExpiredAreAFailure() {
        server.answers(Answer.error(400, "ExpiredToken"));

        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the AWS session has expired; renew it");
        assertThat(server.asked()).hasSize(2);
    }
}
