package io.github.imgproxy4j.embedded.internal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSourcesTest {
    private static final String URL = "local:///photo.png";
    private static final Shrink COARSE = new Shrink(Area.of(400, 400), 2, 2);
    private static final Shrink FINE = new Shrink(Area.of(400, 400), 1, 1);

    private final MemoryBudget files = new MemoryBudget(1 << 20);
    private final MemoryBudget work = new MemoryBudget(2 << 20);
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    private final List<List<Shrink>> decoded = new CopyOnWriteArrayList<>();

    @TempDir
    private Path root;

    private Path file;
    private ImageHeader header;
    private SharedSources sources;

    @BeforeEach
    void makeSource() throws Exception {
        file = root.resolve("photo.png");
        byte[] photo = TestImages.png(TestImages.waves(400, 400));
        header = HeaderReader.read(photo);
        Files.write(file, photo);
        sources = new SharedSources(new LocalSources(root, files), work);
        files.whenShort(sources::releaseIdle);
    }

    @Test
    void firstDecoderDecodesForAll() throws Exception {
        try (SourceRequest first = request(FINE);
                SourceRequest second = request(COARSE);
                SourceRequest third = request(COARSE)) {
            load(first);
            load(second);
            load(third);
            pixels(first, FINE);
            long taken = work.size() - work.free();
            Pixels small = pixels(second, COARSE);

            assertThat(pixels(third, COARSE)).isSameAs(small);
            assertThat(taken).isEqualTo(2 * 65_536);
            assertThat(work.free()).isEqualTo(work.size());
        }
        assertThat(decoded).containsExactly(List.of(FINE, COARSE));
        assertThat(sources.requests()).isZero();
    }

    @Test
    void nothingIsKeptForOneThatHasLeft() throws Exception {
        SourceRequest left = request(COARSE);
        try (SourceRequest first = request(FINE)) {
            load(first);
            pixels(first, FINE);
            assertThat(work.free()).isLessThan(work.size());

            left.close();

            assertThat(work.free()).isEqualTo(work.size());
            assertThat(files.free()).isLessThan(files.size());
        }
        assertThat(files.free()).isEqualTo(files.size());
    }

    @Test
    void whatFailsForOneIsTriedByTheNext() throws Exception {
        try (SourceRequest first = request(COARSE);
                SourceRequest second = request(COARSE)) {
            load(first);
            load(second);

            assertThatExceptionOfType(ProcessingException.class)
                    .isThrownBy(() -> first.pixels(
                            header,
                            COARSE,
                            parts -> {
                                throw ProcessingException.timeout("too late");
                            },
                            deadline));
            assertThat(pixels(second, COARSE).width()).isEqualTo(200);
        }
        assertThat(work.free()).isEqualTo(work.size());
    }

    @Test
    void theBytesOfAnAnswerOutliveTheRequest() throws Exception {
        SourceRequest only = request(COARSE);
        SourceBytes bytes = only.load(deadline);
        only.close();

        assertThat(files.free()).isLessThan(files.size());
        bytes.close();
        assertThat(files.free()).isEqualTo(files.size());
    }

    @Test
    void oneWhoComesLaterSharesAFileOnlyWhileItIsTheSame() throws Exception {
        try (SourceRequest first = request(COARSE)) {
            byte[] old = load(first);
            try (SourceRequest second = request(COARSE)) {
                assertThat(load(second)).isSameAs(old);
            }
            Files.write(file, new byte[] {1, 2, 3});
            try (SourceRequest third = request(COARSE)) {
                assertThat(load(third)).containsExactly(1, 2, 3);
                assertThat(load(first)).isSameAs(old);
            }
        }
        assertThat(sources.requests()).isZero();
        assertThat(files.free()).isEqualTo(files.size());
    }

    @Test
    void whatWaitsForImagesInTheQueueGivesWayWhenMemoryIsShort() throws Exception {
        try (SourceRequest first = request(FINE);
                SourceRequest queued = request(COARSE)) {
            byte[] bytes = load(first);
            pixels(first, FINE);

            work.reserve(work.size(), deadline).close();
            files.reserve(files.size(), deadline).close();

            assertThat(load(queued)).isEqualTo(bytes).isNotSameAs(bytes);
            assertThat(pixels(queued, COARSE).width()).isEqualTo(200);
        }
        assertThat(decoded).containsExactly(List.of(FINE, COARSE), List.of(COARSE));
    }

    @Test
    void whatDoesNotFitBesideTheFirstIsDecodedByItsOwner() throws Exception {
        try (SourceRequest first = request(COARSE);
                SourceRequest large = request(FINE);
                MemoryBudget.Claim others = work.reserve(work.size() - 65_536, deadline)) {
            load(first);
            load(large);
            pixels(first, COARSE);
            pixels(large, FINE);

            assertThat(others.isShared()).isFalse();
        }
        assertThat(decoded).containsExactly(List.of(COARSE), List.of(FINE));
    }

    @Test
    void requestsDuringAPassWaitAndShareTheNextPass() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SourceRequest first = request(FINE)) {
            load(first);
            Future<Pixels> alone = threads.submit(() -> first.pixels(
                    header,
                    FINE,
                    parts -> {
                        begun.countDown();
                        end.await();
                        return shrunk(parts);
                    },
                    deadline));
            begun.await();
            Shrink other = other();
            try (SourceRequest second = request(COARSE);
                    SourceRequest third = request(other)) {
                load(second);
                load(third);
                Thread waiter = new Thread(() -> pixelsUnchecked(second, COARSE));
                waiter.start();
                await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
                assertThat(decoded).isEmpty();
                end.countDown();
                waiter.join();
                pixels(third, other);
            }
            assertThat(alone.get().width()).isEqualTo(400);
        } finally {
            end.countDown();
            threads.shutdownNow();
        }
        assertThat(decoded).containsExactly(List.of(FINE), List.of(COARSE, other()));
        assertThat(work.free()).isEqualTo(work.size());
    }

    private static Shrink other() {
        return new Shrink(Area.of(100, 100), 1, 1);
    }

    private void pixelsUnchecked(SourceRequest request, Shrink wanted) {
        try {
            assertThat(pixels(request, wanted).width()).isEqualTo(200);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<Pixels> shrunk(List<Shrink> parts) {
        decoded.add(parts);
        return TestImages.pixels(TestImages.waves(400, 400)).shrunk(parts);
    }

    private SourceRequest request(Shrink wanted) {
        return sources.request(URL, 1 << 20, any -> wanted);
    }

    private byte[] load(SourceRequest request) throws Exception {
        try (SourceBytes bytes = request.load(deadline)) {
            return bytes.bytes();
        }
    }

    private Pixels pixels(SourceRequest request, Shrink wanted) throws Exception {
        return request.pixels(header, wanted, this::shrunk, deadline);
    }
}
