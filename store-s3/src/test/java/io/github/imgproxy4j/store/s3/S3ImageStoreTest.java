package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.testkit.PurgeableStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ImageStoreTest extends PurgeableStoreContract {
    private static final String FOLDER = "variants/";
    private static final byte[] GIF = "GIF89a, and whatever follows".getBytes(StandardCharsets.US_ASCII);

    private final S3Server server = S3Server.running();
    private final String bucket = server.newBucket();

    private S3ImageStore store;

    @Override
    protected PurgeableStore emptyStore() {
        return newStore(FOLDER);
    }

    private S3ImageStore newStore(String folder) {
        return builder(folder).build();
    }

    private S3StoreBuilder builder(String folder) {
        return S3ImageStore.builder(bucket).folder(folder).endpoint(server.endpoint());
    }

    @BeforeEach
    void openAnother() {
        store = newStore(FOLDER);
    }

    // What browsers see

    @Test
    void browserReadsTheObjectWithoutUs() throws Exception {
        store.put(KEY, metadata(1000), ImageBody.of(bytes(1000)));
        server.client().putObjectAcl(acl -> acl.bucket(bucket).key(FOLDER + KEY).acl(ObjectCannedACL.PUBLIC_READ));

        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.endpoint() + "/" + bucket + "/" + FOLDER + KEY))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(bytes(1000));
        assertThat(response.headers().firstValue("Content-Type")).contains("image/webp");
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(response.headers().firstValue("Content-Disposition")).contains("inline; filename=\"cat.webp\"");
    }

    @Test
    void objectReportsItsPathAndAge() throws IOException {
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));

        HeadObjectResponse head =
                server.client().headObject(request -> request.bucket(bucket).key(FOLDER + KEY));

        assertThat(head.metadata())
                .containsEntry("imgproxy4j-path", "/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw.webp")
                .containsEntry("imgproxy4j-created", "2023-11-14T22:13:20Z")
                .containsEntry("imgproxy4j-etag", "0123456789abcdef0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "variants/, variants/", "variants, variants", "a/b/, a/b/"})
    void folderAndKeyAreJoinedWithNothingBetweenThem(String folder, String start) throws IOException {
        try (S3ImageStore other = newStore(folder)) {
            other.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        }

        assertThat(objectNames()).containsExactly(start + KEY);
    }

    @Test
    void storesInOneBucketDoNotSeeEachOther() throws IOException {
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));

        try (S3ImageStore other = newStore("others/")) {
            assertThat(other.get(KEY)).isNull();
            assertThat(other.put(KEY, metadata(10), ImageBody.of(bytes(10)))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../secret", "DD732291B28B5C8A1E8B5A1C1B4F0D3E", "dd73", "dd/73"})
    void keysThatCouldNameAnotherObjectAreRefused(String key) {
        assertThatThrownBy(() -> store.get(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put(key, metadata(1), ImageBody.of(bytes(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pathThatIsTooLongForS3IsLeftOut() throws IOException {
        ImageMetadata metadata = with("/rs:fill:300:200/" + "a".repeat(4000), "inline; filename=\"cat.webp\"");

        store.put(KEY, metadata, ImageBody.of(bytes(10)));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.metadata()).isEqualTo(with(null, "inline; filename=\"cat.webp\""));
        }
    }

    @Test
    void textThatNoHeaderCarriesIsLeftOut() throws IOException {
        store.put(KEY, with("/a\nb", "inline; filename=\"k\u00E4tzchen.webp\""), ImageBody.of(bytes(10)));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.metadata()).isEqualTo(with(null, null));
        }
    }

    // Uploads

    @Test
    void bodyThatGoesOnAfterItsLengthIsNotStored() throws IOException {
        ImageBody tooLong = streamed(100, bytes(101));

        assertThatThrownBy(() -> store.put(KEY, metadata(100), tooLong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there are more bytes than 100");
        assertThat(store.get(KEY)).isNull();
    }

    @Test
    void bodyThatEndsBeforeItsLengthIsNotStored() throws IOException {
        ImageBody tooShort = streamed(100_000, bytes(99_999));

        assertThatThrownBy(() -> store.put(KEY, metadata(100_000), tooShort))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only 99999 of 100000 bytes arrived");
        assertThat(store.get(KEY)).isNull();
    }

    // What imgproxy-cache left in the bucket

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a4649460001, image/jpeg",
        "89504e470d0a1a0a0000000d49484452, image/png",
        "474946383961010001, image/gif",
        "524946461a00000057454250565038, image/webp",
        "0000001c6674797061766966000000006d696631, image/avif"
    })
    void objectOfImgproxyCacheIsServedWithTheTypeOfItsFirstBytes(String hex, String type) throws IOException {
        byte[] body = HexFormat.of().parseHex(hex);
        putForeign(body);

        try (StoredImage image = store.get(KEY)) {
            assertThat(image).isNotNull();
            assertThat(image.body().readAllBytes()).isEqualTo(body);
            ImageMetadata metadata = image.metadata();
            assertThat(metadata.contentType()).isEqualTo(type);
            assertThat(metadata.length()).isEqualTo(body.length);
            assertThat(metadata.etag()).matches("\"[!#-~]+\"");
            assertThat(metadata.cacheControl()).isEqualTo("public, max-age=31536000");
            assertThat(metadata.storedAt())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
            assertThat(metadata.path()).isNull();
        }
    }

    @Test
    void objectOfImgproxyCacheIsNotReplaced() throws IOException {
        putForeign(GIF);

        assertThat(store.put(KEY, metadata(10), ImageBody.of(bytes(10)))).isFalse();

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(GIF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>sorry</html>", "x"})
    void objectThatIsNoKnownImageCountsAsAbsentAndStays(String text) throws IOException {
        putForeign(text.getBytes(StandardCharsets.UTF_8));

        assertThat(store.get(KEY)).isNull();
        assertThat(objectNames()).containsExactly(FOLDER + KEY);
    }

    @Test
    void emptyObjectOfImgproxyCacheIsReplaced() throws IOException {
        putForeign(new byte[0]);

        assertThat(store.get(KEY)).isNull();
        assertThat(store.put(KEY, metadata(10), ImageBody.of(bytes(10)))).isTrue();
    }

    @Test
    void readOnlyStoreLeavesEvenEmptyObjects() throws IOException {
        putForeign(new byte[0]);
        try (S3ImageStore reading = builder(FOLDER).readOnly().build()) {
            assertThat(reading.get(KEY)).isNull();
            assertThatThrownBy(() -> reading.put(KEY, metadata(10), ImageBody.of(bytes(10))))
                    .hasMessageContaining("read only");
            assertThatThrownBy(() -> reading.delete(KEY)).hasMessageContaining("read only");
            assertThatThrownBy(reading::clear).hasMessageContaining("read only");
        }

        assertThat(objectNames()).containsExactly(FOLDER + KEY);
    }

    // Removal

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                KEY + ".webp",
                KEY + "~avif~webp",
                KEY + ".best~webp",
                "dd/73/22/" + KEY,
                "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/" + KEY + ".png"
            })
    void clearKnowsTheKeysOfAllLayouts(String key) throws IOException {
        store.put(key, metadata(10), ImageBody.of(bytes(10)));

        store.clear();

        assertThat(objectNames()).isEmpty();
    }

    @Test
    void clearLeavesForeignObjectsAlone() throws IOException {
        List<String> foreign =
                List.of(KEY, FOLDER + "notes.txt", FOLDER + KEY + ".bak", FOLDER + "deeper/" + KEY, "other/" + KEY);
        foreign.forEach(this::put);
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));

        store.clear();

        assertThat(objectNames()).containsExactlyInAnyOrderElementsOf(foreign);
    }

    // Failures

    @Test
    void missingBucketIsNoMissingObject() {
        S3ImageStore lost = S3ImageStore.builder("no-such-bucket")
                .endpoint(server.endpoint())
                .build();

        String said = "there is no such bucket; create it, or correct imgproxy.s3-bucket";
        assertThatThrownBy(() -> lost.get(KEY)).isInstanceOf(IOException.class).hasMessage(said);
        assertThatThrownBy(() -> lost.put(KEY, metadata(1), ImageBody.of(bytes(1))))
                .isInstanceOf(IOException.class)
                .hasMessage(said);
        String saidInFull = "bucket no-such-bucket at " + server.endpoint() + ": " + said;
        assertThatThrownBy(lost::clear).isInstanceOf(IOException.class).hasMessage(saidInFull);
        assertThatThrownBy(lost::checkReady).isInstanceOf(IOException.class).hasMessage(saidInFull);
    }

    @Test
    void descriptionNamesBucketServerAndFolder() {
        assertThat(store.description())
                .isEqualTo("bucket " + bucket + " at " + server.endpoint() + ", objects variants/…");
    }

    @Test
    void descriptionHidesThePasswordInAnEndpoint() {
        S3ImageStore careless = S3ImageStore.builder("images")
                .endpoint(URI.create("https://user:secret@s3.example.com"))
                .build();

        assertThat(careless.description()).isEqualTo("bucket images at https://s3.example.com");
    }

    private List<String> objectNames() {
        return server.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void put(String name) {
        server.client().putObject(put -> put.bucket(bucket).key(name), RequestBody.fromBytes(GIF));
    }

    private void putForeign(byte[] body) {
        server.client().putObject(put -> put.bucket(bucket).key(FOLDER + KEY), RequestBody.fromBytes(body));
    }

    private static ImageMetadata with(String path, String disposition) {
        return ImageMetadata.builder("image/webp", 10)
                .etag("\"e\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl("no-cache")
                .contentDisposition(disposition)
                .path(path)
                .build();
    }

    private static ImageBody streamed(int length, byte[] bytes) {
        return new ImageBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
