package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imgproxy4j.cli.Shell.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The doctor before servers that are no stubs. */
class DoctorRealServersTest {
    private static final String NO_IMGPROXY = "no imgproxy on the PATH: the doctor was not tried with a real one";

    /** An S3 server in memory. */
    @Nested
    class Bucket {
        private static S3Proxy server;
        private static Shell shell;

        @BeforeAll
        static void start() throws Exception {
            server = S3Proxy.builder()
                    .blobStore(BlobStores.create("transient-nio2", new Properties()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
                    .build();
            server.start();
            URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
            try (S3Client client = S3Client.builder()
                    .endpointOverride(endpoint)
                    .region(Region.of("auto"))
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")))
                    .forcePathStyle(true)
                    .build()) {
                client.createBucket(create -> create.bucket("photos"));
            }
            shell = Shell.empty()
                    .with("S3_BUCKET", "photos")
                    .with("S3_ENDPOINT", endpoint.toString())
                    .with("S3_FOLDER", "variants/")
                    .with("AWS_ACCESS_KEY_ID", "access")
                    .with("AWS_SECRET_ACCESS_KEY", "secret");
        }

        @AfterAll
        static void stop() throws Exception {
            server.stop();
        }

        @Test
        void isHealthy() {
            Result result = shell.run("doctor");

            assertThat(result.out())
                    .contains(
                            "a probe was stored and deleted",
                            "If-None-Match: * is obeyed",
                            "content type and Cache-Control are kept")
                    .doesNotContain("fault  ");
        }

        @Test
        void knowsAWrongSecretKeyAWrongAccessKeyAndAWrongName() {
            assertThat(shell.with("AWS_SECRET_ACCESS_KEY", "other")
                            .run("doctor")
                            .out())
                    .contains("bucket.credentials", "SignatureDoesNotMatch");
            assertThat(shell.with("AWS_ACCESS_KEY_ID", "other").run("doctor").out())
                    .contains("fault    bucket.credentials");
            assertThat(shell.with("S3_BUCKET", "pictures").run("doctor").out()).contains("there is no bucket pictures");
        }

        @Test
        void seesThatBrowsersMayNotRead() {
            String endpoint = "http://127.0.0.1:" + server.getPort();

            assertThat(shell.with("IMGPROXY4J_CACHE_URL", endpoint + "/photos/variants")
                            .run("doctor")
                            .out())
                    .contains("fault    bucket.public", "put-bucket-policy");
        }
    }

    /** The imgproxy on the PATH. */
    @Nested
    class Imgproxy {
        private final List<Process> running = new ArrayList<>();

        @AfterEach
        void stop() {
            running.forEach(Process::destroyForcibly);
        }

        @Test
        void isHealthy() throws Exception {
            assertThat(examine(Map.of("IMGPROXY_KEY", DoctorSetUp.KEY, "IMGPROXY_SALT", DoctorSetUp.SALT)))
                    .startsWith("No fault: ")
                    .contains(" 0 unknown", "imgproxy accepts our signatures", "4.0.6 or later");
        }

        @Test
        void isUnsigned() throws Exception {
            assertThat(examine(Map.of())).contains("fault    imgproxy.unsigned");
        }

        @Test
        void hasThePairExchangedAndShowsItsInside() throws Exception {
            assertThat(examine(Map.of(
                            "IMGPROXY_KEY", DoctorSetUp.SALT,
                            "IMGPROXY_SALT", DoctorSetUp.KEY,
                            "IMGPROXY_DEVELOPMENT_ERRORS_MODE", "true")))
                    .contains("key and salt are exchanged", "fault    imgproxy.errors");
        }

        @Test
        void cutsSignaturesAndKeepsItsFallbackImage() throws Exception {
            assertThat(examine(Map.of(
                            "IMGPROXY_KEY", DoctorSetUp.KEY,
                            "IMGPROXY_SALT", DoctorSetUp.SALT,
                            "IMGPROXY_SIGNATURE_SIZE", "16")))
                    .contains("IMGPROXY_SIGNATURE_SIZE is 16 there and 32 here");
            assertThat(
                            examine(
                                    Map.of(
                                            "IMGPROXY_KEY",
                                            DoctorSetUp.KEY,
                                            "IMGPROXY_SALT",
                                            DoctorSetUp.SALT,
                                            "IMGPROXY_FALLBACK_IMAGE_DATA",
                                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")))
                    .contains("fault    imgproxy.fallback");
        }

        @Test
        void asksForASecret() throws Exception {
            assertThat(examine(Map.of(
                            "IMGPROXY_KEY", DoctorSetUp.KEY,
                            "IMGPROXY_SALT", DoctorSetUp.SALT,
                            "IMGPROXY_SECRET", "open sesame")))
                    .contains("fault    imgproxy.secret");
        }

        private String examine(Map<String, String> variables) throws IOException {
            Optional<Path> binary = RealImgproxy.find();
            if (binary.isEmpty()) {
                System.out.println("[skipped] " + NO_IMGPROXY);
            }
            assumeTrue(binary.isPresent(), NO_IMGPROXY);
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(binary.orElseThrow().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.environment().put("IMGPROXY_BIND", "127.0.0.1:" + port);
            running.add(builder.start());
            await().until(() -> answers(port));
            return Shell.empty()
                    .with("IMGPROXY_KEY", DoctorSetUp.KEY)
                    .with("IMGPROXY_SALT", DoctorSetUp.SALT)
                    .run("doctor", "--imgproxy=http://127.0.0.1:" + port)
                    .out();
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        private static boolean answers(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}
