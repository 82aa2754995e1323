package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.doctor.CheckId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plants one fault at a time into a healthy set-up: the doctor finds it, and no other. */
class DoctorFaultsTest {
    private static final String OTHER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private DoctorSetUp setUp;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        setUp = new DoctorSetUp(folder);
    }

    @AfterEach
    void stop() {
        setUp.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(imgproxy(), environment(), urls(), bucket(), cdn(), page())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> imgproxy() {
        String keyAsText = HexFormat.of().formatHex(DoctorSetUp.KEY.getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                fault(
                        CheckId.IMGPROXY_ANSWER,
                        "nothing listens",
                        s -> s.environment.put("IMGPROXY4J_URL", "http://127.0.0.1:1")),
                fault(
                        CheckId.IMGPROXY_ANSWER,
                        "which is not imgproxy",
                        s -> s.environment.put("IMGPROXY4J_URL", s.hostUrl() + "/elsewhere")),
                fault(CheckId.IMGPROXY_SECRET, "requires a secret", s -> s.secret = "open sesame"),
                fault(
                        CheckId.IMGPROXY_KEY,
                        "key and salt are exchanged",
                        s -> s.imgproxy = DoctorSetUp.pair(DoctorSetUp.SALT, DoctorSetUp.KEY, 32)),
                fault(
                        CheckId.IMGPROXY_KEY,
                        "key or salt differs",
                        s -> s.imgproxy = DoctorSetUp.pair(DoctorSetUp.KEY, OTHER, 32)),
                fault(
                        CheckId.IMGPROXY_KEY,
                        "the key as text",
                        s -> s.imgproxy = DoctorSetUp.pair(keyAsText, DoctorSetUp.SALT, 32)),
                fault(
                        CheckId.IMGPROXY_KEY,
                        "IMGPROXY_SIGNATURE_SIZE is 16 there and 32 here",
                        s -> s.imgproxy = DoctorSetUp.pair(DoctorSetUp.KEY, DoctorSetUp.SALT, 16)),
                fault(
                        CheckId.IMGPROXY_KEY,
                        "the salt is truncated in imgproxy: 32 of 64",
                        s -> s.imgproxy = DoctorSetUp.pair(DoctorSetUp.KEY, DoctorSetUp.SALT.substring(0, 32), 32)),
                fault(
                        CheckId.IMGPROXY_UNSIGNED,
                        "anyone can request any image",
                        s -> s.imgproxy = Imgproxy.builder()
                                .key(DoctorSetUp.KEY)
                                .salt(DoctorSetUp.SALT)
                                .trustedSignature("insecure")
                                .build()),
                fault(
                        CheckId.IMGPROXY_VERSION,
                        "4.0.0 to 4.0.5",
                        s -> s.errorHeaders.put("Cache-Control", "max-age=31536000, public")),
                fault(CheckId.IMGPROXY_METRICS, "/metrics is served", s -> s.metricsPath = "/metrics"),
                fault(
                        CheckId.IMGPROXY_FALLBACK,
                        "a 200 that caches store",
                        s -> s.fallbackLifetime = "max-age=31536000, public"),
                fault(CheckId.IMGPROXY_ERRORS, "DEVELOPMENT_ERRORS_MODE", s -> s.errorBody = " at security.go:12"),
                fault(CheckId.IMGPROXY_CLOCK, "s behind", s -> s.imgproxyClock = Duration.ofMinutes(-5)));
    }

    private static Stream<Arguments> environment() {
        return Stream.of(
                fault(CheckId.ENV_FILE, "does not exist", s -> s.arguments.addAll(Set.of("--env-file=gone.env"))),
                fault(CheckId.ENV_UNKNOWN, "IMGPROXY_MAX_SRC_RESOLUTON", variable("IMGPROXY_MAX_SRC_RESOLUTON", "30")),
                fault(CheckId.ENV_UNKNOWN, "IMGPROXY4J_CACHE_URL=", variable("IMGPROXY_CACHE_URL", "https://x")),
                fault(CheckId.ENV_REMOVED, "IMGPROXY_WORKERS=8", variable("IMGPROXY_CONCURRENCY", "8")),
                fault(CheckId.ENV_UNREAD, "IMGPROXY_ETAG_ENABLED=true", variable("IMGPROXY_USE_ETAG", "true")),
                fault(
                        CheckId.ENV_OURS,
                        "IMGPROXY4J_STORE_DIR=/x",
                        s -> s.environment.put("IMGPROXY4J_STORE_DIRR", "/x")),
                fault(
                        CheckId.ENV_VALUE,
                        "IMGPROXY_QUALITY [101] must be from 1 to 100",
                        variable("IMGPROXY_QUALITY", "101")),
                fault(CheckId.ENV_VALUE, "must be true or false", variable("IMGPROXY_AUTO_ROTATE", "yes")),
                fault(CheckId.ENV_VALUE, "without a unit", variable("IMGPROXY_TIMEOUT", "10s")),
                fault(CheckId.ENV_VALUE, "must be one of", variable("IMGPROXY_LOG_FORMAT", "xml")),
                fault(CheckId.ENV_KEY, "hexadecimal", variable("IMGPROXY_KEY", "not-hex")),
                fault(CheckId.ENV_KEY, "2 keys and 1 salts", variable("IMGPROXY_KEY", DoctorSetUp.KEY + "," + OTHER)),
                fault(CheckId.ENV_KEY, "published as an example", variable("IMGPROXY_KEY", Shell.KEY)),
                fault(CheckId.ENV_KEY, "guessed: 4 bytes", variable("IMGPROXY_SALT", "a1b2c3d4")),
                fault(
                        CheckId.ENV_UNSIGNED,
                        "no IMGPROXY_KEY",
                        s -> s.variables.keySet().removeAll(Set.of("IMGPROXY_KEY", "IMGPROXY_SALT"))),
                fault(CheckId.ENV_SAME_KEY, "the salt differs", variable("IMGPROXY_SALT", OTHER)),
                fault(
                        CheckId.ENV_SAME_KEY,
                        "key is truncated: 32 of 64",
                        variable("IMGPROXY_KEY", DoctorSetUp.KEY.substring(0, 32))),
                fault(CheckId.ENV_METRICS, "serves no metrics", s -> {
                    s.variables.remove("IMGPROXY_PROMETHEUS_BIND");
                    s.variables.put("IMGPROXY_PROMETHEUS_NAMESPACE", "shop");
                }),
                fault(CheckId.ENV_METRICS, "the same port", variable("IMGPROXY_PROMETHEUS_BIND", "0.0.0.0:8080")),
                fault(CheckId.ENV_FALLBACK, "a year", variable("IMGPROXY_FALLBACK_IMAGE_URL", "https://x/y.png")),
                fault(CheckId.ENV_FORMATS, "IMGPROXY4J_NEGOTIATED_FORMATS=avif,webp", s -> {
                    s.variables.put("IMGPROXY_AUTO_WEBP", "true");
                    s.variables.put("IMGPROXY_ENFORCE_AVIF", "1");
                }),
                fault(CheckId.ENV_ERRORS, "for development", variable("IMGPROXY_IGNORE_SSL_VERIFICATION", "true")),
                fault(CheckId.ENV_COOKIES, "cookies", variable("IMGPROXY_COOKIE_PASSTHROUGH_ALL", "true")));
    }

    private static Stream<Arguments> urls() {
        return Stream.of(
                fault(CheckId.URL_OPTIONS, "resize:fill:300:200", url("/resize:300:200/plain/s3://photos/cat.jpg")),
                fault(CheckId.URL_OPTIONS, "quality:80", url("/qualiti:80/plain/s3://photos/cat.jpg")),
                fault(CheckId.URL_SIGNATURE, "not valid for our key", s -> s.url = s.url.replace("/rs:", "x/rs:")),
                fault(
                        CheckId.URL_SIGNATURE,
                        "[unsafe]",
                        s -> s.url = s.hostUrl() + "/public/unsafe/w:1/plain/s3://photos/cat.jpg"),
                fault(CheckId.URL_EXPIRY, "exp:1000000000", url("/exp:1000000000/plain/s3://photos/cat.jpg")),
                fault(CheckId.URL_ANSWER, "answers 404", s -> s.urlStatus = 404),
                fault(CheckId.URL_HEAD, "HEAD is answered 200 text/plain", s -> s.headStub = true),
                fault(CheckId.URL_FORMATS, "no Vary: Accept", s -> s.automaticWebp = true));
    }

    private static Stream<Arguments> bucket() {
        return Stream.of(
                fault(CheckId.BUCKET_ANSWER, "there is no bucket", s -> s.refusal = "NoSuchBucket"),
                fault(CheckId.BUCKET_CREDENTIALS, "the access key is unknown", s -> s.refusal = "InvalidAccessKeyId"),
                fault(
                        CheckId.BUCKET_CREDENTIALS,
                        "the secret key does not match",
                        s -> s.refusal = "SignatureDoesNotMatch"),
                fault(CheckId.BUCKET_REGION, "IMGPROXY4J_S3_REGION=eu-central-1", s -> s.region = "eu-central-1"),
                fault(CheckId.BUCKET_CLOCK, "behind that of the bucket", s -> s.bucketClock = Duration.ofMinutes(10)),
                fault(CheckId.BUCKET_WRITE, "cannot be stored: 403", s -> s.putStatus = 403),
                fault(CheckId.BUCKET_WRITE, "could not be deleted", s -> s.deleteStatus = 403),
                fault(CheckId.BUCKET_CONDITIONAL, "is ignored", s -> s.conditionalStatus = 200),
                fault(CheckId.BUCKET_CONDITIONAL, "is refused: 501", s -> s.conditionalStatus = 501),
                fault(CheckId.BUCKET_TYPE, "returned as binary/octet-stream", s -> s.keepsType = false),
                fault(CheckId.BUCKET_MISSING, "403 for browsers", s -> s.missingStatus = 403),
                fault(CheckId.BUCKET_PUBLIC, "put-bucket-policy", s -> s.publicRead = false),
                fault(CheckId.BUCKET_LIST, "anyone may list", s -> s.publicList = true),
                fault(
                        CheckId.BUCKET_CORS,
                        "browsers refuse both",
                        s -> s.objectHeaders.putAll(Map.of(
                                "Access-Control-Allow-Origin", "*", "Access-Control-Allow-Credentials", "true"))),
                fault(
                        CheckId.BUCKET_LIFECYCLE,
                        "after 1 day",
                        s -> s.lifecycle = "<Rule><Expiration><Days>30</Days></Expiration></Rule>"
                                + "<Rule><Expiration><Days>1</Days></Expiration></Rule>"));
    }

    private static Stream<Arguments> cdn() {
        return Stream.of(
                fault(CheckId.CDN_ANSWER, "points to another folder", s -> s.cdnFolder = "elsewhere/"),
                fault(CheckId.CDN_MISSING, "caches a 404", s -> s.keepsMisses = true),
                fault(CheckId.CDN_QUERY, "a second copy", s -> s.keysOnQuery = true),
                fault(CheckId.CDN_VARY, "Vary: origin", s -> s.stripsVary = true),
                fault(CheckId.CDN_BYTES, "changes images", s -> s.transforms = true));
    }

    private static Stream<Arguments> page() {
        return Stream.of(
                fault(CheckId.PAGE_ANSWER, "answers 500", s -> s.pageStatus = 500),
                fault(CheckId.PAGE_ALT, "1 of 2 images: no alt", markup("alt='A cat'", "")),
                fault(CheckId.PAGE_SIZE, "1 of 2 images: no width", markup("height=200", "")),
                fault(CheckId.PAGE_LAZY, "the first large image", markup("alt='A cat'", "alt='A cat' loading=lazy")),
                fault(
                        CheckId.PAGE_PRELOAD,
                        "no image uses this preload",
                        markup("<body>", "<link rel=preload as=image href=/other.jpg>")),
                fault(
                        CheckId.PAGE_CSP_SCRIPT,
                        "'unsafe-hashes' 'sha256-",
                        s -> s.policy = "default-src 'self'; script-src 'self'"),
                fault(
                        CheckId.PAGE_CSP_IMAGES,
                        "blocks images of https://cdn.example",
                        markup("src=/icon.png", "src=https://cdn.example/icon.png")),
                fault(
                        CheckId.PAGE_CANDIDATES,
                        "2000w is never chosen",
                        markup("?2 600w", "?2 600w, /x 900w, /y 2000w")),
                fault(CheckId.PAGE_CANDIDATES, "widths without sizes", markup("sizes=300px", "")),
                fault(CheckId.PAGE_WEIGHT, "a variant has 500 bytes, its source 100", s -> s.variantBytes = 500));
    }

    private static Arguments fault(CheckId id, String text, Consumer<DoctorSetUp> plant) {
        return Arguments.of(id, text, plant);
    }

    private static Consumer<DoctorSetUp> variable(String name, String value) {
        return setUp -> setUp.variables.put(name, value);
    }

    private static Consumer<DoctorSetUp> url(String path) {
        return setUp -> setUp.url = setUp.hostUrl() + "/public" + DoctorSetUp.signed(path);
    }

    private static Consumer<DoctorSetUp> markup(String from, String to) {
        return setUp -> {
            assertThat(setUp.page).contains(from);
            setUp.page = setUp.page.replace(from, to);
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void findsTheFaultAndNoOther(CheckId id, String text, Consumer<DoctorSetUp> plant) throws Exception {
        plant.accept(setUp);

        Result result = setUp.run("--json");

        JsonNode findings = new ObjectMapper().readTree(result.out()).get("findings");
        Set<String> faults = new TreeSet<>();
        StringBuilder found = new StringBuilder();
        findings.forEach(finding -> {
            if (finding.get("status").asText().equals("fault")) {
                faults.add(finding.get("id").asText());
                found.append(finding);
                assertThat(finding.get("fix")).as("the fix of %s", finding).isNotEmpty();
            }
        });
        assertThat(faults).as(result.out()).containsExactly(id.id());
        assertThat(found.toString().replace("\\\"", "\"")).contains(text);
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void healthySetUpHasNoFault() throws Exception {
        Result result = setUp.run();

        assertThat(result.lines().get(0)).startsWith("No fault: ").contains(" 0 unknown");
        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void serverWithoutLifecycleRulesIsHealthy() throws Exception {
        setUp.hasLifecycle = false;

        Result result = setUp.run();

        assertThat(result.out()).contains("the server has no such rules");
        assertThat(result.status()).as(result.out()).isZero();
    }

    @Test
    void everyQuestionHasAPlantedFault() {
        Set<CheckId> planted = faults().map(fault -> (CheckId) fault.get()[0]).collect(Collectors.toSet());

        assertThat(planted).containsAll(Arrays.asList(CheckId.values()));
        assertThat(faults().count()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void probeIsRemovedAndEverythingElseIsOnlyRead() throws Exception {
        setUp.run();

        assertThat(setUp.left()).isEmpty();
        assertThat(setUp.asked())
                .filteredOn(asked -> !Set.of("GET", "HEAD").contains(asked.method()))
                .extracting(asked -> asked.method() + " " + asked.path().replaceAll("[0-9a-f]{32}", "KEY"))
                .containsExactly("PUT /photos/variants/KEY", "PUT /photos/variants/KEY", "DELETE /photos/variants/KEY");
    }

    @Test
    void noSecretIsPrinted() throws Exception {
        setUp.secret = "open sesame";
        setUp.environment.put("IMGPROXY_SECRET", "wrong sesame");
        setUp.variables.put("IMGPROXY_SALT", "not-hex-either");

        for (Result result : new Result[] {setUp.run(), setUp.run("--json")}) {
            assertThat(result.out() + result.err())
                    .doesNotContain(
                            DoctorSetUp.KEY, DoctorSetUp.SALT, "sesame", "secret-of-the-bucket", "not-hex-either");
        }
    }
}
