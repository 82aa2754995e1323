package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.file.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code warm --top}: what one store was asked for most lately is made for another proxy, with its own keys. */
class WarmTopTest {
    private static final byte[] BODY = {1, 2, 3};

    @TempDir
    private Path folder;

    private final Imgproxy other = Imgproxy.builder().key("0102").salt("0304").build();

    @Test
    void lastAccessedAreSignedAgainAndWarmed() throws Exception {
        for (int i = 0; i < 9; i++) {
            store("photo" + i, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * i));
        }
        try (WarmHost host = new WarmHost()) {
            Result result = Shell.withKey()
                    .with("IMGPROXY4J_STORE_DIR", folder.toString())
                    .run("warm", "--top", "3", "--proxy", host.url() + "/img");

            Set<String> paths = host.made().stream()
                    .map(url -> url.substring(url.lastIndexOf("/w:")))
                    .collect(Collectors.toSet());
            assertThat(paths).containsExactlyInAnyOrder(path("photo8"), path("photo7"), path("photo6"));
            assertThat(host.made())
                    .allMatch(url -> Shell.withKey().run("verify", url).status() == 0);
            assertThat(result.out()).startsWith("3 images: 3 made");
            assertThat(result.status()).isZero();
        }
    }

    @Test
    void folderThatIsNoStoreIsNamedAndNotMade() {
        Path none = folder.resolve("none");

        Result result = Shell.withKey()
                .with("IMGPROXY4J_STORE_DIR", none.toString())
                .run("warm", "--top", "3", "--proxy", "http://127.0.0.1:9/img");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("IMGPROXY4J_STORE_DIR [" + none + "] must be the folder of a store");
        assertThat(none).doesNotExist();
    }

    private String path(String name) {
        return other.image("local:///" + name).width(100).urls().path();
    }

    private void store(String name, Instant accessed) throws IOException {
        var urls = other.image("local:///" + name).width(100).urls();
        ImageMetadata metadata = ImageMetadata.builder("image/png", BODY.length)
                .etag("\"1\"")
                .storedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .cacheControl("max-age=60")
                .path(urls.path())
                .build();
        try (FileStore store = new FileStore(folder)) {
            assertThat(store.put(urls.key(), metadata, new ImageBody() {
                        @Override
                        public long length() {
                            return BODY.length;
                        }

                        @Override
                        public InputStream open() {
                            return new ByteArrayInputStream(BODY);
                        }
                    }))
                    .isTrue();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(found -> found.endsWith(urls.key()))
                    .findFirst()
                    .orElseThrow();
            Files.getFileAttributeView(file, BasicFileAttributeView.class)
                    .setTimes(null, FileTime.from(accessed), null);
        }
    }
}
