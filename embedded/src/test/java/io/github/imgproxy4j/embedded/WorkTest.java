package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.pipeline.ServerImage;
import io.github.imgproxy4j.embedded.internal.pipeline.Watermark;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much work the costliest files make, and that it ends when its time does.
 *
 * <p>Work is counted in looks at the deadline, one for each row, read or write, and not by a clock, which would measure the
 * machine.
 */
class WorkTest {
    private static final int SEVERAL = 3;

    /** The deadline is looked at by this clock, on which each look takes a nanosecond. */
    private final AtomicLong looks = new AtomicLong();

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "webp"})
    void noFileMakesMoreWorkThanItsPixelsAndBytesJustify(String format) throws Exception {
        for (Map.Entry<String, byte[]> file : CostlySources.decodable().entrySet()) {
            ImageHeader header = HeaderReader.read(file.getValue());

            int status = status(file.getValue(), "/w:100/plain/x@" + format, Long.MAX_VALUE);

            assertThat(status).as(file.getKey()).isEqualTo(200);
            long frames = Math.max(1, Math.min(100, header.animation().frames().size()));
            long rows = header.height() * frames;
            assertThat(looks.get())
                    .as("looks for %s of %d bytes", file.getKey(), file.getValue().length)
                    .isLessThan(2000 + 100 * frames + 130 * rows + file.getValue().length / 8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "png, w:90/bl:3/sh:1",
        "png, w:90/rot:90/pix:7/pd:5/bg:aaa",
        "png, c:0.7:0.7:sm/rs:fill:60:50/g:sm",
        "gif, t:10/h:80",
        "jpg, w:400/el:1",
        "webp, rs:force:70:50",
        "jpg, w:90/aq:dssim:0.01",
        "png, w:90/pngo:0:1:16"
    })
    void everythingEndsAtItsNextLookAfterTheTimeIsOver(String format, String options) throws Exception {
        for (Map.Entry<String, byte[]> file : CostlySources.decodable().entrySet()) {
            String path = "/" + options + "/plain/x@" + format;
            int unlimited = status(file.getValue(), path, Long.MAX_VALUE);
            long all = looks.get();
            // Some results are too large for their format.
            assertThat(unlimited).as(file.getKey()).isIn(200, 422);

            for (int part = 0; unlimited == 200 && part < SEVERAL; part++) {
                long limit = 1 + part * (all - 2) / SEVERAL;

                assertThat(status(file.getValue(), path, limit))
                        .as("%s after %d of %d looks", file.getKey(), limit, all)
                        .isEqualTo(503);
                assertThat(looks.get())
                        .as("%s after %d of %d looks", file.getKey(), limit, all)
                        .isLessThan(limit + 8);
            }
        }
    }

    @Test
    void aWatermarkEndsAsWell() throws Exception {
        byte[] file = TestImages.png(TestImages.waves(300, 200));
        byte[] dot = TestImages.png(TestImages.waves(1, 1));
        Watermark watermark = new Watermark(ServerImage.of(dot), 1, limits());
        Processor processor = processor(file, watermark);
        processor.process("/wm:1:re/plain/x@png", deadline(Long.MAX_VALUE));
        long all = looks.get();

        for (int part = 1; part < SEVERAL; part++) {
            long limit = part * all / SEVERAL;
            assertThat(processor
                            .process("/wm:1:re/plain/x@png", deadline(limit))
                            .status())
                    .isEqualTo(503);
            assertThat(looks.get()).isLessThan(limit + 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 500, 5000})
    void aJpegFileOfTooManyScansIsRefusedBeforeItIsDecoded(int scans) throws Exception {
        byte[] progressive = TestImages.jpeg(TestImages.waves(300, 200), true);

        assertThat(status(CostlySources.withScans(progressive, scans), "/w:10/plain/x@png", Long.MAX_VALUE))
                .isEqualTo(422);
        assertThat(looks.get()).isLessThan(10);
    }

    @Test
    void aLargeJpegFileMayHaveOnlyAsManyScansAsCanBeRendered() throws Exception {
        byte[] progressive = TestImages.jpeg(TestImages.waves(64, 64), true);
        int frame = new String(progressive, ISO_8859_1).indexOf("\u00ff\u00c2");
        byte[] large = CostlySources.withScans(progressive, 30);
        ByteBuffer.wrap(large).putShort(frame + 5, (short) 7000).putShort(frame + 7, (short) 7000);

        assertThatThrownBy(() -> HeaderReader.read(large))
                .isInstanceOf(ProcessingException.class)
                .hasMessageContaining("scans");
    }

    @Test
    void whatLooksLikeTheEndWithinASegmentHidesNoScans() throws Exception {
        byte[] progressive = TestImages.jpeg(TestImages.waves(64, 64), true);
        int second = new String(progressive, ISO_8859_1).lastIndexOf("\u00ff\u00da");
        byte[] comment = {(byte) 0xFF, (byte) 0xFE, 0, 4, (byte) 0xFF, (byte) 0xD9};
        byte[] hiding = TestImages.concat(
                TestImages.concat(Arrays.copyOf(progressive, second), comment),
                Arrays.copyOfRange(progressive, second, progressive.length));

        assertThat(status(CostlySources.withScans(hiding, 300), "/w:10/plain/x@png", Long.MAX_VALUE))
                .isEqualTo(422);
        assertThat(looks.get()).isLessThan(10);
    }

    @Test
    void filesThatAreNotImagesAreLeftSoon() throws Exception {
        assertThat(status(CostlySources.fieldsTiff(), "/w:10/plain/x@png", Long.MAX_VALUE))
                .isIn(200, 422);
        assertThat(looks.get()).isLessThan(2000);
        assertThat(status(CostlySources.commentedNothing(), "/w:10/plain/x@png", Long.MAX_VALUE))
                .isEqualTo(422);
        assertThat(looks.get()).isLessThan(100);
    }

    @Test
    void cancelledWorkEndsAtItsNextCheck() throws Exception {
        byte[] file = TestImages.png(TestImages.waves(300, 200));
        Deadline deadline = Deadline.in(Duration.ofDays(1), looks::incrementAndGet);
        deadline.callOff();

        assertThatThrownBy(() -> processor(file, null).process("/w:100/plain/x@png", deadline))
                .isInstanceOf(InterruptedException.class);
        assertThat(looks.get()).isLessThan(8);
    }

    private int status(byte[] file, String path, long limit) throws Exception {
        Deadline deadline = deadline(limit);
        return processor(file, null).process(path, deadline).status();
    }

    private Deadline deadline(long limit) {
        looks.set(0);
        return Deadline.in(Duration.ofNanos(limit), looks::incrementAndGet);
    }

    private static Processor processor(byte[] file, @Nullable Watermark watermark) {
        return new Processor(
                (url, maxBytes, deadline) -> new SourceBytes(file),
                PathRules.strict(Presets.NONE, Clock.systemUTC()),
                limits(),
                new MemoryBudget(1 << 30),
                watermark,
                null);
    }

    private static Limits limits() {
        return Limits.of(50_000_000, 100, 1 << 26, Duration.ofMinutes(1));
    }
}
