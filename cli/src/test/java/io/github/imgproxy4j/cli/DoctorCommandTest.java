package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    /** The mistakes of a recipe that was published for MinIO, imgproxy and Cloudflare, in a file of our own. */
    @Test
    void findsTheFiveMistakesOfThePublishedRecipe() throws Exception {
        Path manifest = Files.writeString(folder.resolve("imgproxy.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    metadata:
                      annotations:
                        prometheus.io/scrape: "true"
                    spec:
                      containers:
                        - name: imgproxy
                          image: ghcr.io/imgproxy/imgproxy:v4.0.12
                          env:
                            - {name: IMGPROXY_USE_S3, value: "true"}
                            - {name: IMGPROXY_S3_ENDPOINT, value: "http://minio:9000"}
                            - {name: IMGPROXY_ENABLE_WEBP, value: "true"}
                            - {name: IMGPROXY_CACHE_CONTROL_TTL, value: "31536000"}
                            - name: AWS_SECRET_ACCESS_KEY
                              valueFrom: {secretKeyRef: {name: minio, key: secret}}
                """);

        Result result = Shell.empty()
                .run(
                        "doctor",
                        "--compose=" + manifest,
                        "--url=/unsafe/resize:300:200/plain/s3://photos/cat.jpg",
                        "--url=/unsafe/resize:300:300:fill/plain/s3://photos/cat.jpg");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines().get(0)).contains("Begin with: ", "anyone can request any image");
        assertThat(result.out())
                .contains("resize:fill:300:200   # in place of resize:300:200\n")
                .contains("resize:fill:300:300   # in place of resize:300:300:fill\n")
                .contains("IMGPROXY_ENABLE_WEBP does not exist", "IMGPROXY_AUTO_WEBP=true")
                .contains("IMGPROXY_CACHE_CONTROL_TTL does not exist", "IMGPROXY_TTL=31536000")
                .contains("prometheus.io/scrape is set", "IMGPROXY_PROMETHEUS_BIND=:8081")
                .contains("no IMGPROXY_KEY and IMGPROXY_SALT");
        assertThat(result.lines()).filteredOn(line -> line.startsWith("fault")).hasSize(8);
    }

    @Test
    void readsComposeFilesAsComposeDoes() throws Exception {
        Files.writeString(folder.resolve(".env"), "WORKERS=0\n");
        Files.writeString(folder.resolve("more.env"), "export IMGPROXY_QUALITY='200' # too much\n");
        Path compose = Files.writeString(folder.resolve("compose.yml"), """
                x-common: &common
                  IMGPROXY_KEY: ${KEY_OF_NOBODY}
                  IMGPROXY_SALT: ${SALT_OF_NOBODY:-%s}
                services:
                  imgproxy:
                    image: ghcr.io/imgproxy/imgproxy:v4.0.12
                    ports: ["8080:8080", "127.0.0.1:9000:8081", "8081:8081/tcp"]
                    env_file: more.env
                    environment:
                      <<: *common
                      IMGPROXY_WORKERS: $WORKERS
                      IMGPROXY_PROMETHEUS_BIND: :8081
                  old:
                    image: darthsim/imgproxy:v3.31
                    environment: ["IMGPROXY_CONCURRENCY=4", "IMGPROXY_USE_ETAG=1"]
                  shop:
                    image: shop
                    environment: {IMGPROXY_ENDPOINT: http://imgproxy, IMGPROXY4J_PROXY_ULR: /img}
                """.formatted(DoctorSetUp.SALT));

        Result result = Shell.empty().run("doctor", "--compose=" + compose);

        assertThat(result.out())
                .contains("IMGPROXY_QUALITY [200] must be from 1 to 100")
                .contains("IMGPROXY_WORKERS [0] must be from 1 up")
                .contains("the port of the metrics, 8081, is published")
                .contains("(shop): IMGPROXY4J_PROXY_ULR is not a setting", "IMGPROXY4J_PROXY_URL=/img")
                .contains("(old): no IMGPROXY_KEY")
                .contains("no value here for ${KEY_OF_NOBODY};")
                .doesNotContain(
                        "IMGPROXY_CONCURRENCY",
                        "IMGPROXY_USE_ETAG",
                        "IMGPROXY_ENDPOINT",
                        "(imgproxy): no IMGPROXY_KEY");
    }

    @Test
    @Timeout(60)
    void serversThatNeverRespondTimeOut() throws Exception {
        // Connections are taken by the system; nobody reads them.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            Shell shell = Shell.empty()
                    .with("IMGPROXY4J_URL", url)
                    .with("IMGPROXY4J_CACHE_URL", url)
                    .with("S3_BUCKET", "photos")
                    .with("S3_ENDPOINT", url)
                    .with("AWS_ACCESS_KEY_ID", "a")
                    .with("AWS_SECRET_ACCESS_KEY", "b");
            Result result = shell.run("doctor", "--url=" + url + "/a/w:1/plain/local:///a", "--page=" + url);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.lines())
                    .filteredOn(line -> line.startsWith("fault"))
                    .allSatisfy(line -> assertThat(line).contains("answer"))
                    .hasSize(5);
        }
    }

    @Test
    void withoutAnythingItSaysWhatToGive() {
        Result result = Shell.empty().run("doctor");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("No fault: ")
                .contains("--imgproxy URL", "--compose", "--url", "S3_BUCKET", "IMGPROXY4J_CACHE_URL", "--page");
    }

    @Test
    void whatCannotBeFoundOutIsNeitherFaultNorSuccess() throws Exception {
        Path compose = Files.writeString(folder.resolve("compose.yml"), """
                services:
                  imgproxy:
                    image: ghcr.io/imgproxy/imgproxy:v4.0.12
                    environment: ["IMGPROXY_KEY=${KEY_OF_NOBODY}", "IMGPROXY_SALT=${SALT_OF_NOBODY}"]
                """);

        Result result = Shell.empty().run("doctor", "--compose=" + compose);

        assertThat(result.status()).as(result.out()).isEqualTo(3);
        assertThat(result.lines().get(0)).startsWith("No fault found, but some checks had no result");
    }

    @Test
    void wrongArgumentsDoNothing() {
        assertThat(Shell.empty()
                        .with("S3_BUCKET", "a")
                        .with("S3_ENDPOINT", "minio:9000")
                        .run("doctor")
                        .err())
                .contains("S3_ENDPOINT [minio:9000] must be an http or https URL");
        assertThat(Shell.empty().run("doctor", "--urll=x").err()).contains("Did you mean --url?");
    }

    @Test
    void brokenFileIsNamedWithItsLineAndWithoutItsText() throws Exception {
        Path compose = Files.writeString(folder.resolve("compose.yml"), """
                services:
                  imgproxy:
                    environment:
                      IMGPROXY_WORKERS: 4
                     IMGPROXY_KEY: %s
                """.formatted(DoctorSetUp.KEY));

        Result result = Shell.empty().run("doctor", "--compose=" + compose);

        assertThat(result.lines().get(0)).contains("1 fault", "line 5, column 6 is not YAML");
        assertThat(result.out()).doesNotContain(DoctorSetUp.KEY);
    }
}
