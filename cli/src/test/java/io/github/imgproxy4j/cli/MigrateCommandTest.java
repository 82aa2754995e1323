package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying between our own stores and layouts, from imgproxy-cache and imagor; {@link MigrateNginxTest} has a real nginx. */
class MigrateCommandTest {
    private static final String CAT = "/rs:fill:300:200/plain/https://example.com/cat.jpg";
    private static final String DOG = "/rs:fill:300:200/plain/https://example.com/dog.jpg";
    private static final String FORMER = "imgproxy-cache";

    @TempDir
    private Path folder;

    private final Bucket bucket = Bucket.create();
    private final byte[] image;

    MigrateCommandTest() throws IOException {
        image = FakeImgproxy.image();
    }

    private Map<String, String> file(String name) {
        return Map.of("IMGPROXY4J_STORE_DIR", folder.resolve(name).toString());
    }

    private Map<String, String> s3() {
        return Map.of(
                "S3_BUCKET",
                bucket.name(),
                "S3_FOLDER",
                "img/",
                "S3_ENDPOINT",
                Bucket.endpoint().toString());
    }

    private static Shell shell(Map<String, String> environment) {
        Shell shell = Shell.withKey();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            shell = shell.with(variable.getKey(), variable.getValue());
        }
        return shell;
    }

    private static String key(Shell shell, String path) {
        return shell.run("key", Shell.withKey().run("sign", path).out().strip())
                .out()
                .strip();
    }

    private static ImageStore open(Map<String, String> environment) {
        return CachingProxy.openStore(Settings.read(SettingsSource.environment(environment)));
    }

    private void store(Map<String, String> environment, String key, String path) throws IOException {
        try (ImageStore opened = open(environment)) {
            assertThat(opened.put(key, metadata(path), ImageBody.of(image))).isTrue();
        }
    }

    private ImageMetadata metadata(String path) {
        return ImageMetadata.builder("image/png", image.length)
                .etag("\"e\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public, max-age=9")
                .path(path)
                .build();
    }

    private void assertStored(Map<String, String> environment, String key) throws IOException {
        try (ImageStore opened = open(environment);
                StoredImage stored = opened.get(key)) {
            assertThat(stored).as(key).isNotNull();
            assertThat(stored.body().readAllBytes()).isEqualTo(image);
            assertThat(stored.metadata().contentType()).isEqualTo("image/png");
        }
    }

    @Test
    void layoutsAndStoresAreChangedAndNothingIsRemoved() throws IOException {
        Map<String, String> old = file("old");
        Shell target = shell(s3()).with("IMGPROXY4J_KEY_LAYOUT", "unsigned-path grouped");
        store(old, key(shell(old), CAT), CAT);
        store(old, key(shell(old), DOG) + "~webp", DOG);
        String from = "file:" + folder.resolve("old");

        Result planned = target.run("migrate", "--from", from, "--dry-run");
        assertThat(planned.lines()).contains(key(shell(old), CAT) + " -> " + key(target, CAT));
        assertThat(bucket.objects()).isEmpty();

        Result copied = target.run("migrate", "--from", from, "--json");
        assertThat(copied.err()).containsPattern("^migrate: 2 of 2, \\d+\\.\\d/s\n$");
        assertThat(copied.out()).contains("\"copied\":2", "\"present\":0", "\"failed\":0");
        assertStored(s3(), key(target, CAT));
        assertStored(s3(), key(target, DOG) + "~webp");
        assertStored(old, key(shell(old), CAT));

        Result again = target.run("migrate", "--from", from, "--json");
        assertThat(again.out()).contains("\"copied\":0", "\"present\":2");
        assertThat(again.status()).isZero();

        Shell back = shell(file("back")).with("S3_ENDPOINT", Bucket.endpoint().toString());
        assertThat(back.run("migrate", "--from", "s3:" + bucket.name() + "/img/", "--json")
                        .out())
                .contains("\"copied\":2");
        assertStored(file("back"), key(shell(old), CAT));
    }

    @Test
    void nothingInTheFolderThatIsCopiedChanges() throws IOException {
        Map<String, String> old = file("old");
        for (int i = 0; i < 20; i++) {
            String path = "/w:" + (i + 1) + "/plain/local:///cat.png";
            store(old, key(shell(old), path), path);
        }
        Path damaged = variants("old").get(0);
        Files.write(damaged, new byte[] {1, 2, 3});
        List<String> before = tree("old");
        // Smaller than what is there: the limits of the target are not those of the origin.
        Shell target = shell(file("new")).with("IMGPROXY4J_STORE_SIZE", "1MB").with("IMGPROXY4J_STORE_AGE", "1s");

        Result result = target.run("migrate", "--from", "file:" + folder.resolve("old"), "--json", "--progress=bar");

        assertThat(result.out()).contains("\"copied\":19", "\"skipped\":1", "\"failed\":0");
        assertThat(result.err())
                .contains("migrate: skipped [")
                .containsPattern("\r\\[#{30}] 20 of 20, \\d+\\.\\d/s *\n$");
        assertThat(tree("old")).isEqualTo(before);
        assertThat(variants("new")).hasSize(19);
    }

    private List<Path> variants(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** All that is there, with sizes and times. */
    private List<String> tree(String name) throws IOException {
        List<String> tree = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.sorted().toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                tree.add(file + " " + attributes.size() + " " + attributes.lastModifiedTime());
            }
        }
        return tree;
    }

    @Test
    void bucketThatDoesNotExistIsSaidOnce() throws IOException {
        Map<String, String> old = file("old");
        for (String path : List.of(CAT, DOG)) {
            store(old, key(shell(old), path), path);
        }

        Result result = shell(s3())
                .with("S3_BUCKET", "no-such-bucket")
                .run("migrate", "--from", "file:" + folder.resolve("old"));

        assertThat(result.err())
                .startsWith("migrate: bucket no-such-bucket at ")
                .hasLineCount(1);
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void bucketOfImgproxyCacheIsCopied() throws IOException {
        String key = key(Shell.withKey(), CAT);
        bucket.put(FORMER + "/" + key, image);
        bucket.put(FORMER + "/" + key(Shell.withKey(), DOG), "no image".getBytes(StandardCharsets.UTF_8));
        String from = "s3:" + bucket.name() + "/" + FORMER + "/";

        Result flat = shell(s3()).run("migrate", "--from", from);
        assertThat(flat.status()).isZero();
        assertThat(flat.lines()).contains("copied     1, " + image.length + " bytes", "skipped    1");
        assertThat(flat.err()).contains("skipped [" + key(Shell.withKey(), DOG) + "]: it is damaged, empty");
        assertStored(s3(), key);

        Map<String, String> sharded = new HashMap<>(file("sharded"));
        sharded.put("IMGPROXY4J_KEY_LAYOUT", "signed-path sharded");
        sharded.put("S3_ENDPOINT", Bucket.endpoint().toString());
        assertThat(shell(sharded).run("migrate", "--from", from).lines())
                .contains("copied     1, " + image.length + " bytes");
        assertStored(file("sharded"), key(shell(sharded), CAT));

        sharded.put("IMGPROXY4J_KEY_LAYOUT", "unsigned-path");
        assertThat(shell(sharded).run("migrate", "--from", from).err()).contains("does not tell its path");
    }

    @Test
    void resultsOfImagorAreCopiedByAListOfPaths() throws IOException {
        // SHA-1 of fit-in/16x17/foobar, as in the tests of imagor.
        Path result = folder.resolve("imagor/d5/c2/804e5d81c475bee50f731db17ee613f43262");
        Files.createDirectories(result.getParent());
        Files.write(result, image);
        Path byPath = folder.resolve("imagor/20x20/foobar");
        Files.createDirectories(byPath.getParent());
        Files.write(byPath, image);
        Path list = folder.resolve("paths");
        Files.write(list, List.of("fit-in/16x17/foobar " + CAT, "20x20/foobar " + DOG, "30x30/foobar " + DOG));

        Shell target = shell(file("new"));
        Result result1 = target.run(
                "migrate", "--from", "imagor:" + folder.resolve("imagor"), "--paths", list.toString(), "--json");

        assertThat(result1.out()).contains("\"copied\":2", "\"skipped\":1");
        assertStored(file("new"), key(target, CAT));
        assertStored(file("new"), key(target, DOG));
        try (Stream<Path> left = Files.walk(folder.resolve("imagor"))) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        Shell target = shell(file("new"));

        assertUsage(target.run("migrate"), "--from [not set] must say what to copy");
        assertUsage(target.run("migrate", "--from", "file:/x", "--parallel=0"), "--parallel [0] must be from 1 to 64");
        assertUsage(target.run("migrate", "--form", "nginx:/x"), "Did you mean --from?");
        assertUsage(target.run("migrate", "--from", "varnish:/x"), "--from [varnish:/x] must be file:FOLDER");
        assertUsage(target.run("migrate", "--from", "nginx:" + folder + "/typo"), "must name a folder that is there");
        assertUsage(target.run("migrate", "--from", "imagor:" + folder), "--paths [not set]");
        assertUsage(Shell.withKey().run("migrate", "--from", "nginx:" + folder), "there is no store to copy into");
    }

    private static void assertUsage(Result result, String text) {
        assertThat(result.err()).contains(text);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
