package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What imgproxy-cache promises, with its variables: the image goes to the client, and under the MD5 of the path to the bucket. */
class ImgproxyCacheIT {
    private static final String ACCESS_KEY = "access-key";
    private static final String SECRET_KEY = "secret-key";
    private static final String BUCKET = "processed-images";

    @TempDir
    private static Path folder;

    private static S3Proxy s3;
    private static S3Client client;

    @BeforeAll
    static void startS3() throws Exception {
        s3 = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        s3.start();
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        client.createBucket(create -> create.bucket(BUCKET));
        client.createBucket(create -> create.bucket("source-images"));
        client.putObject(
                put -> put.bucket("source-images").key("kitten.png").acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromBytes(FakeImgproxy.image()));
    }

    @AfterAll
    static void stopS3() throws Exception {
        client.close();
        s3.stop();
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + s3.getPort());
    }

    /** The environment of imgproxy-cache's own test, and of its image: imgproxy on the PATH, no key, no salt. */
    private static Map<String, String> environment(Path imgproxy) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                imgproxy.getParent() + ":/usr/bin:/bin",
                "S3_ENDPOINT",
                endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "S3_BUCKET",
                BUCKET,
                "IMGPROXY_USE_S3",
                "true",
                "IMGPROXY_S3_ENDPOINT",
                endpoint().toString(),
                "IMGPROXY4J_BINARY",
                "",
                "IMGPROXY_KEY",
                ""));
        environment.put("IMGPROXY_SALT", "");
        return environment;
    }

    private static ServerProcess start(Map<String, String> environment) throws IOException {
        return ServerProcess.start(environment, "--imgproxy-cache").ready();
    }

    private static String path(String source) {
        return "/_/rs:fill:50:50/plain/" + URLEncoder.encode(source, StandardCharsets.UTF_8);
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> keys() {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static byte[] awaitObject(ServerProcess server, String key) throws IOException {
        await().untilAsserted(() -> assertThat(keys())
                .as("objects; the server said %s", server.err())
                .contains(key));
        try (InputStream object = client.getObject(get -> get.bucket(BUCKET).key(key))) {
            return object.readAllBytes();
        }
    }

    private static void expectTheWholeWay(Path imgproxy, Map<String, String> more) throws Exception {
        Map<String, String> environment = environment(imgproxy);
        environment.putAll(more);
        try (ServerProcess server = start(environment)) {
            assertThat(server.err()).anyMatch(line -> line.contains("imgproxy is ready"));
            String path = path(endpoint() + "/source-images/kitten.png?" + System.nanoTime());

            HttpResponse<byte[]> response = server.get(path);
            assertThat(response.statusCode()).as(ServerProcess.text(response)).isEqualTo(200);
            assertThat(response.body()).isNotEmpty();
            assertThat(awaitObject(server, environment.getOrDefault("S3_FOLDER", "") + md5(path)))
                    .isEqualTo(response.body());
        }
    }

    /** One that is quick, and a real one if there is any. */
    static List<Path> imgproxies() throws IOException {
        Optional<Path> real = RealImgproxy.find();
        if (real.isEmpty()) {
            System.out.println(
                    "no imgproxy on the PATH, nor at -Dimgproxy4j.imgproxy=FILE: only with one of the tests' own");
        }
        return Stream.concat(Stream.of(FakeImgproxy.script(folder)), real.stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("imgproxies")
    void itsEndToEndTestHolds(Path imgproxy) throws Exception {
        expectTheWholeWay(
                imgproxy,
                Map.of(
                        "IMGPROXY4J_BINARY", imgproxy.toString(),
                        "IMGPROXY_ALLOW_LOOPBACK_SOURCE_ADDRESSES", "true",
                        "AWS_REGION", "us-east-1"));
    }

    @Test
    void objectsGoToItsFolder() throws Exception {
        expectTheWholeWay(FakeImgproxy.script(folder), Map.of("S3_FOLDER", "images/"));
    }

    @Test
    void signedUrlsAreKeyedByTheirWholePath() throws Exception {
        Map<String, String> environment = environment(FakeImgproxy.script(folder));
        environment.putAll(Map.of("IMGPROXY_KEY", Shell.KEY, "IMGPROXY_SALT", Shell.SALT));
        try (ServerProcess server = start(environment)) {
            String path = ServerProcess.signed("/rs:fill:50:50/plain/https%3A%2F%2Fexample.com%2Fcat.jpg");
            assertThat(server.get(path).statusCode()).isEqualTo(200);
            assertThat(awaitObject(server, md5(path))).isEqualTo(FakeImgproxy.image());
            assertThat(server.get(path("https://example.com/cat.jpg")).statusCode())
                    .as("with a key, nothing is served unsigned")
                    .isEqualTo(403);
        }
    }

    @Test
    void onlyImagesAreStoredAndHeadOverwritesNothing() throws Exception {
        try (ServerProcess server = start(environment(FakeImgproxy.script(folder)))) {
            String missing = path("https://example.com/missing.jpg");
            assertThat(server.get(missing).statusCode()).isEqualTo(404);
            String path = path("https://example.com/once.jpg");
            byte[] image = server.get(path).body();
            assertThat(awaitObject(server, md5(path))).isEqualTo(image);

            HttpResponse<Void> head = ServerProcess.CLIENT.send(
                    HttpRequest.newBuilder(server.url(path))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(head.statusCode()).isEqualTo(200);
            server.terminate();
            assertThat(server.end()).isZero();
            assertThat(awaitObject(server, md5(path))).isEqualTo(image);
            assertThat(keys()).doesNotContain(md5(missing));
        }
    }

    @Test
    void aBucketIsRequired() throws Exception {
        Map<String, String> environment = environment(FakeImgproxy.script(folder));
        environment.put("S3_BUCKET", "");
        try (ServerProcess server = ServerProcess.start(environment, "--imgproxy-cache")) {
            assertThat(server.end()).isEqualTo(2);
            assertThat(server.err()).anyMatch(line -> line.contains("S3_BUCKET [not set]"));
        }
    }
}
