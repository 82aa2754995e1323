package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write, read, purge and make room in one folder, with the same keys. */
class TwoProcessesTest {
    private static final int KEYS = 300;
    private static final int STEPS = 3000;
    private static final int BODY_BYTES = 20_000;
    private static final long BUDGET_BYTES = 100L * BODY_BYTES;
    private static final List<String> ALL_KEYS = IntStream.range(0, KEYS)
            .mapToObj(number -> String.format("%08x%024x", new Random(number).nextInt(), number))
            .toList();

    @TempDir
    Path folder;

    @Test
    void noReaderGetsADamagedBodyAndTheBudgetIsRespected() throws Exception {
        Process one = worker(1);
        Process other = worker(2);
        CompletableFuture.allOf(one.onExit(), other.onExit()).join();
        assertThat(List.of(output(1), output(2))).allMatch(text -> text.contains("done "));
        assertThat(one.exitValue()).isZero();
        assertThat(other.exitValue()).isZero();

        long onDisk = bytesOnDisk();
        assertThat(onDisk)
                .as("each process may see the other's last writes late")
                .isBetween(BUDGET_BYTES / 4, 2 * BUDGET_BYTES);

        try (FileStore late =
                FileStore.builder(folder).maximumBytes(BUDGET_BYTES).build()) {
            await().until(() -> late.inventory(0).bytes() <= BUDGET_BYTES);
            await().untilAsserted(() -> {
                assertThat(late.inventory(0).bytes()).isEqualTo(bytesOnDisk());
                assertThat(late.inventory(0).count()).isEqualTo(wholeBodies(late));
            });
            assertThat(wholeBodies(late)).isGreaterThan(20);
        }
        try (Stream<Path> leftovers = Files.list(folder.resolve("unfinished"))) {
            assertThat(leftovers).isEmpty();
        }
    }

    private static int wholeBodies(FileStore store) throws IOException {
        int whole = 0;
        for (String key : ALL_KEYS) {
            whole += Worker.read(store, key) ? 1 : 0;
        }
        return whole;
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        VariantFiles files = new VariantFiles(folder);
        for (int segment : files.segments()) {
            long[] found = {0};
            files.visitSegment(segment, file -> found[0] += file.bytes(), foreign -> {});
            bytes += found[0];
        }
        return bytes;
    }

    private Process worker(int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        KilledProcessTest.classPath(),
                        Worker.class.getName(),
                        folder.toString(),
                        String.valueOf(number))
                .redirectErrorStream(true)
                .redirectOutput(log(number).toFile())
                .start();
    }

    private Path log(int number) {
        return folder.resolve("worker-" + number + ".log");
    }

    private String output(int number) throws IOException {
        return Files.readString(log(number), StandardCharsets.UTF_8);
    }

    /** Does one thing after the other, by chance, and says at the end how many reads were hits. */
    static final class Worker {
        public static void main(String[] arguments) throws IOException {
            Random random = new Random(Long.parseLong(arguments[1]));
            int hits = 0;
            try (FileStore store = FileStore.builder(Path.of(arguments[0]))
                    .maximumBytes(BUDGET_BYTES)
                    .build()) {
                for (int i = 0; i < STEPS; i++) {
                    String key = ALL_KEYS.get(random.nextInt(KEYS));
                    switch (random.nextInt(5)) {
                        case 0, 1 -> put(store, key);
                        case 2 -> store.delete(key);
                        default -> hits += read(store, key) ? 1 : 0;
                    }
                }
            }
            System.out.println("done " + hits);
        }

        private static void put(FileStore store, String key) throws IOException {
            store.put(
                    key,
                    ImageMetadata.builder("image/webp", BODY_BYTES)
                            .etag("\"e\"")
                            .storedAt(Instant.now())
                            .cacheControl("public")
                            .build(),
                    ImageBody.of(body(key)));
        }

        /** Whether it is there; fails if what is there is not what was written. */
        static boolean read(FileStore store, String key) throws IOException {
            try (StoredImage image = store.get(key)) {
                if (image == null) {
                    return false;
                }
                if (!Arrays.equals(image.body().readAllBytes(), body(key))) {
                    throw new IllegalStateException("the body of " + key + " is damaged");
                }
                return true;
            }
        }

        private static byte[] body(String key) {
            byte[] body = new byte[BODY_BYTES];
            new Random(key.hashCode()).nextBytes(body);
            return body;
        }
    }
}
