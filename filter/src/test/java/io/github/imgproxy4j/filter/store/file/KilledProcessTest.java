package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.settings.Setting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A process that is killed while it writes leaves whole variants or none, and nothing else for long. */
class KilledProcessTest {
    private static final int KILLS = 3;
    private static final int BODY_BYTES = 400_000;

    @TempDir
    Path folder;

    @Test
    void noHalfImageIsEverServed() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            killWhileWriting(20 + 7 * i, i);
        }

        int whole = 0;
        try (FileStore store = FileStore.builder(folder)
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))
                .build()) {
            for (String key : keysOnDisk()) {
                try (StoredImage image = store.get(key)) {
                    assertThat(image).as(key).isNotNull();
                    assertThat(image.body().readAllBytes()).as(key).isEqualTo(body(key));
                    whole++;
                }
            }
            assertThat(store.inventory(0).count()).isEqualTo(whole);
        }
        assertThat(whole).isGreaterThan(KILLS * 20);
        try (Stream<Path> leftovers = Files.list(folder.resolve("unfinished"))) {
            assertThat(leftovers).as("two hours later").isEmpty();
        }
    }

    private List<String> keysOnDisk() throws IOException {
        List<String> keys = new ArrayList<>();
        VariantFiles files = new VariantFiles(folder);
        for (int segment : files.segments()) {
            files.visitSegment(segment, file -> keys.add(file.key()), foreign -> {});
        }
        return keys;
    }

    private void killWhileWriting(int writes, int seed) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Writer.class.getName(),
                        folder.toString(),
                        String.valueOf(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader written =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < writes; i++) {
                assertThat(written.readLine()).isNotNull();
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Of the classes that the process needs, however this test was started. */
    static String classPath() {
        return Stream.of(Writer.class, FileStore.class, Setting.class, Logger.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static byte[] body(String key) {
        byte[] body = new byte[BODY_BYTES];
        new Random(key.hashCode()).nextBytes(body);
        return body;
    }

    /** Writes variants without end, four at a time, and prints the key of each. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            Random random = new Random(Long.parseLong(arguments[1]));
            FileStore store = new FileStore(Path.of(arguments[0]));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            for (int i = 0; i < 4; i++) {
                long seed = random.nextLong();
                threads.execute(() -> write(store, new Random(seed)));
            }
        }

        private static void write(FileStore store, Random random) {
            try {
                while (true) {
                    String key = String.format("%016x%016x", random.nextLong(), random.nextLong());
                    store.put(
                            key,
                            ImageMetadata.builder("image/webp", BODY_BYTES)
                                    .etag("\"e\"")
                                    .storedAt(Instant.now())
                                    .cacheControl("public")
                                    .build(),
                            ImageBody.of(body(key)));
                    System.out.println(key);
                }
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
