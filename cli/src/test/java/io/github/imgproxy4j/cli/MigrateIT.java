package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jar copies between stores and is killed (kill -9) meanwhile. */
class MigrateIT {
    private static final int IMAGES = 300;
    private static final int BEFORE_KILL = 30;

    @TempDir
    private Path folder;

    private final Bucket bucket = Bucket.create();
    private final List<String> keys = new ArrayList<>();
    private byte[] image = {};

    /** What is copied into. */
    enum Target {
        FOLDER,
        BUCKET
    }

    private Map<String, String> old() {
        return Map.of("IMGPROXY4J_STORE_DIR", folder.resolve("old").toString());
    }

    private Map<String, String> environment(Target target) {
        return target == Target.FOLDER
                ? Map.of("IMGPROXY4J_STORE_DIR", folder.resolve("new").toString())
                : Map.of(
                        "S3_BUCKET",
                        bucket.name(),
                        "S3_FOLDER",
                        "img/",
                        "S3_ENDPOINT",
                        Bucket.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        Bucket.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        Bucket.SECRET_KEY);
    }

    private static ImageStore open(Map<String, String> environment) {
        return CachingProxy.openStore(Settings.read(SettingsSource.environment(environment)));
    }

    private void fill() throws IOException {
        image = FakeImgproxy.image();
        List<String> arguments = new ArrayList<>(List.of("key"));
        IntStream.range(0, IMAGES).forEach(i -> arguments.add("/x/w:" + (i + 1) + "/plain/local:///cat.png"));
        keys.addAll(Shell.empty().run(arguments.toArray(String[]::new)).lines());
        try (ImageStore store = open(old())) {
            for (String key : keys) {
                assertThat(store.put(
                                key,
                                ImageMetadata.builder("image/png", image.length)
                                        .etag("\"e\"")
                                        .storedAt(Instant.EPOCH)
                                        .cacheControl("public, max-age=9")
                                        .build(),
                                ImageBody.of(image)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedCopyLosesNothingAndGoesOn(Target target) throws Exception {
        fill();

        Process killed = start(target, "killed", "--parallel=2");
        await().until(() -> !killed.isAlive() || copies(target).size() >= BEFORE_KILL);
        killed.destroyForcibly();
        assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        List<String> before = copies(target);
        assertThat(before).hasSizeBetween(BEFORE_KILL, IMAGES - 1).isSubsetOf(keys);
        assertAreWhole(target, before);

        Process resumed = start(target, "resumed", "--parallel=8");
        assertThat(resumed.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readString(folder.resolve("resumed.out")))
                .contains(
                        "\"copied\":" + (IMAGES - before.size()) + ",",
                        "\"present\":" + before.size() + ",",
                        "\"failed\":0}");
        assertThat(resumed.exitValue()).isZero();
        assertThat(copies(target)).hasSameElementsAs(keys);
        assertAreWhole(target, keys);
        assertThat(list(old())).hasSameElementsAs(keys);
    }

    private List<String> copies(Target target) throws IOException {
        if (target == Target.FOLDER && !Files.isDirectory(folder.resolve("new"))) {
            return List.of();
        }
        return list(environment(target));
    }

    private static List<String> list(Map<String, String> environment) throws IOException {
        List<String> keys = new ArrayList<>();
        try (ImageStore store = open(environment)) {
            ((ListableStore) store).list("", keys::add);
        }
        return keys;
    }

    private void assertAreWhole(Target target, List<String> copied) throws IOException {
        try (ImageStore store = open(environment(target))) {
            for (String key : copied) {
                try (StoredImage stored = store.get(key)) {
                    assertThat(stored).as(key).isNotNull();
                    assertThat(stored.body().readAllBytes()).isEqualTo(image);
                    assertThat(stored.metadata().cacheControl()).isEqualTo("public, max-age=9");
                }
            }
        }
    }

    private Process start(Target target, String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/imgproxy4j.jar",
                "migrate",
                "--from",
                "file:" + folder.resolve("old"),
                "--json"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(target));
        return builder.start();
    }
}
