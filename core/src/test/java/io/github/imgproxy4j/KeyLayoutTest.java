package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLayoutTest {
    private static final String SOURCE = "https://example.com/caf\u00e9 1.jpg";

    @Test
    void signedPathIsTheDefaultAndChangesWithTheKeys() throws Exception {
        ImageUrls urls = urls("00", KeyLayout.SIGNED_PATH);

        assertThat(urls.key()).isEqualTo(hash("MD5", urls.signedPath().text()));
        assertThat(urls("01", KeyLayout.SIGNED_PATH).key()).isNotEqualTo(urls.key());
    }

    @Test
    void unsignedPathSurvivesAChangeOfKeys() throws Exception {
        ImageUrls urls = urls("00", KeyLayout.UNSIGNED_PATH);

        assertThat(urls.key()).isEqualTo(hash("MD5", urls.path()));
        assertThat(urls("01", KeyLayout.UNSIGNED_PATH).key()).isEqualTo(urls.key());
    }

    @Test
    void sha256IsCutTo128Bits() throws Exception {
        ImageUrls urls = urls("00", KeyLayout.SIGNED_PATH.sha256());

        assertThat(urls.key()).isEqualTo(hash("SHA-256", urls.signedPath().text()));
    }

    @Test
    void shardedBeginsWithThreeLevelsOfTheHash() throws Exception {
        ImageUrls urls = urls("00", KeyLayout.SIGNED_PATH.sharded());
        String hash = hash("MD5", urls.signedPath().text());

        assertThat(urls.key())
                .isEqualTo(hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + hash.substring(4, 6) + "/" + hash);
        assertThat(urls.cached()).endsWith("/img/cache/" + urls.key());
    }

    @Test
    void keysOfASourceBeginWithItsPrefixOnlyWhereTheyAreGrouped() {
        for (KeyLayout grouped : List.of(
                KeyLayout.UNSIGNED_PATH.groupedBySource(),
                KeyLayout.SIGNED_PATH
                        .groupedBySource()
                        .sha256()
                        .prefix("thumbs/")
                        .withExtension())) {
            Imgproxy imgproxy = Imgproxy.builder()
                    .key("00")
                    .salt("00")
                    .keyLayout(grouped)
                    .sourceBase("https://example.com/photos/")
                    .allowSource("https://example.com/")
                    .build();
            String key = imgproxy.image("cat.jpg").width(1).urls().key();

            assertThat(key).startsWith(String.valueOf(imgproxy.keyPrefixOf("cat.jpg")));
            assertThat(imgproxy.keyPrefixOf("https://example.com/photos/cat.jpg"))
                    .isEqualTo(imgproxy.keyPrefixOf("cat.jpg"));
            assertThat(imgproxy.keyPrefixOf("https://example.com/photos/dog.jpg"))
                    .isNotEqualTo(imgproxy.keyPrefixOf("cat.jpg"));
            assertThat(imgproxy.keyPrefixOf("https://no-longer-allowed.example/cat.jpg"))
                    .isNotNull();
        }
        for (KeyLayout flat : List.of(
                KeyLayout.SIGNED_PATH, KeyLayout.SIGNED_PATH.prefix("a/").sharded())) {
            Imgproxy imgproxy =
                    Imgproxy.builder().key("00").salt("00").keyLayout(flat).build();
            assertThat(imgproxy.keyPrefixOf(SOURCE)).isNull();
        }
    }

    @Test
    void groupedBeginsWithTheHashOfTheSourceWhateverItsEncoding() throws Exception {
        KeyLayout layout = KeyLayout.UNSIGNED_PATH.groupedBySource();
        for (Consumer<Imgproxy.Builder> encoding : List.<Consumer<Imgproxy.Builder>>of(
                builder -> {},
                builder -> builder.plainSources().throughContainer(false),
                builder -> builder.encryptSources("00112233445566778899aabbccddeeff")
                        .vectorKey("aa"))) {
            Imgproxy.Builder builder = Imgproxy.builder().key("00").salt("00").keyLayout(layout);
            encoding.accept(builder);
            ImageUrls urls =
                    builder.build().image(SOURCE).width(100).format("webp").urls();

            assertThat(urls.key()).isEqualTo(hash("MD5", SOURCE) + "/" + hash("MD5", urls.path()));
        }
    }

    @Test
    void aFileNameInTheUrlChangesNeitherSourceNorGroup() {
        String source = "https://h.example/a.png";
        for (Consumer<Imgproxy.Builder> encoding : List.<Consumer<Imgproxy.Builder>>of(
                builder -> {},
                builder -> builder.encryptSources("00112233445566778899aabbccddeeff")
                        .vectorKey("aa"))) {
            Imgproxy.Builder builder = Imgproxy.builder()
                    .key("00")
                    .salt("00")
                    .urlFileNames(true)
                    .keyLayout(KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension());
            encoding.accept(builder);
            Imgproxy imgproxy = builder.build();

            for (String name : List.of("photo.jpg", "photo", "a.b.c.", ".jpg", "cat.webp")) {
                ImageUrls urls = imgproxy.image(source)
                        .option("w", 300)
                        .urlFileName(name)
                        .urls();
                ImageUrls webp =
                        imgproxy.image(source).format("webp").urlFileName(name).urls();

                assertThat(imgproxy.sourceOf(urls.signedPath())).as(name).isEqualTo(source);
                assertThat(imgproxy.sourceOf(webp.signedPath())).as(name).isEqualTo(source);
                assertThat(List.of(
                                urls.key(),
                                webp.key(),
                                imgproxy.image(source).urls().key()))
                        .allMatch(key -> key.startsWith(String.valueOf(imgproxy.keyPrefixOf(source))));
                assertThat(urls.key()).doesNotContain(".");
                assertThat(webp.key()).endsWith(".webp");
            }
        }
    }

    @Test
    void extensionIsTheFormatThatThePathNames() {
        Imgproxy imgproxy = Imgproxy.builder()
                .key("00")
                .salt("00")
                .urlFileNames(true)
                .keyLayout(KeyLayout.SIGNED_PATH.withExtension().prefix("thumbs/"))
                .build();

        assertThat(imgproxy.image(SOURCE).format("webp").urls().key()).matches("thumbs/[0-9a-f]{32}\\.webp");
        assertThat(imgproxy.image(SOURCE)
                        .format("avif")
                        .urlFileName("cat.v2.avif")
                        .urls()
                        .key())
                .matches("thumbs/[0-9a-f]{32}\\.avif");
        assertThat(imgproxy.image(SOURCE).urls().key()).matches("thumbs/[0-9a-f]{32}");
    }

    @Test
    void filterSideKeyOfAPathIsTheBrowserSideKey() {
        for (KeyLayout layout : List.of(
                KeyLayout.SIGNED_PATH,
                KeyLayout.UNSIGNED_PATH.sha256().sharded(),
                KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension(),
                KeyLayout.SIGNED_PATH.groupedBySource().prefix("a/b-"))) {
            Imgproxy imgproxy =
                    Imgproxy.builder().key("00").salt("00").keyLayout(layout).build();
            ImageUrls urls = imgproxy.image(SOURCE).width(100).format("webp").urls();

            SignedPath verified = imgproxy.verify(urls.signedPath().text().replace(":", "%3A"))
                    .signedPath();

            assertThat(imgproxy.key(verified)).isEqualTo(urls.key());
            assertThat(imgproxy.isKey(urls.key())).isTrue();
            assertThat(imgproxy.isKey("../" + urls.key())).isFalse();
            assertThat(imgproxy.isKey(urls.key() + "/x")).isFalse();
            assertThat(imgproxy.sourceOf(verified)).isEqualTo(SOURCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "a/../", ".hidden/", "a b", "a?b", "/", "a//b", "%2e"})
    void prefixThatCouldLeaveItsFolderIsRefused(String prefix) {
        assertThatThrownBy(() -> KeyLayout.SIGNED_PATH.prefix(prefix))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("key prefix [" + prefix + "]");
    }

    private static ImageUrls urls(String keyHex, KeyLayout layout) {
        return Imgproxy.builder()
                .key(keyHex)
                .salt("00")
                .keyLayout(layout)
                .build()
                .image(SOURCE)
                .width(100)
                .format("webp")
                .urls();
    }

    private static String hash(String algorithm, String text) throws Exception {
        byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
