package io.github.imgproxy4j.embedded;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the answer for a path: reads the path, fetches the source, processes it. Thread-safe. */
final class Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    /** One year, imgproxy's default. */
    private static final int MAX_AGE_SECONDS = 31_536_000;

    private final SourceLoader sources;
    private final Presets presets;
    private final Limits limits;
    private final MemoryBudget memory;
    private final @Nullable Watermark watermark;
    private final @Nullable Fallback fallback;
    private final Clock clock;

    /**
     * A processor.
     *
     * @param memory what all pictures together may take
     * @param watermark for paths that ask for it, or null
     * @param fallback in place of sources that cannot be had, or null
     */
    Processor(
            SourceLoader sources,
            Presets presets,
            Limits limits,
            MemoryBudget memory,
            @Nullable Watermark watermark,
            @Nullable Fallback fallback,
            Clock clock) {
        this.sources = sources;
        this.presets = presets;
        this.limits = limits;
        this.memory = memory;
        this.watermark = watermark;
        this.fallback = fallback;
        this.clock = clock;
    }

    /**
     * The answer for a canonical path {@code /OPTIONS/SOURCE}; every failure is one, too.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    Answer process(String path) throws InterruptedException {
        try {
            return image(ImagePath.parse(path, presets, clock));
        } catch (Refusal refusal) {
            return refused(refusal);
        } catch (OutOfMemoryError full) {
            // One array too many, which is free again by now; the JVM as a whole is well.
            return refused(Refusal.internalError(full));
        } catch (RuntimeException | LinkageError unexpected) {
            return refused(Refusal.internalError(unexpected));
        }
    }

    /** Writes a refusal's reason to the log and its public half into an answer. */
    static Answer refused(Refusal refusal) {
        // The reason quotes the URL, and a line break in it would let a stranger write lines of his own.
        String reason = String.valueOf(refusal.getMessage()).replaceAll("\\p{Cntrl}", "?");
        if (refusal.isServerTrouble()) {
            LOG.warn("{} {}: {}", refusal.status(), refusal.publicText(), reason, refusal.getCause());
        } else {
            LOG.info("{} {}: {}", refusal.status(), refusal.publicText(), reason);
        }
        return Answer.refused(refusal);
    }

    private Answer image(ImagePath path) throws Refusal, InterruptedException {
        Deadline deadline = Deadline.in(limits.timeout());
        ImageFormat wanted = path.options().format;
        if (wanted != null && wanted != ImageFormat.SVG && !wanted.canBeEncoded()) {
            throw Refusal.cannotWrite("the embedded processor cannot write " + wanted, null);
        }
        try {
            Source source = sources.load(path.source(), deadline);
            return image(path, source, 200, MAX_AGE_SECONDS, deadline);
        } catch (Refusal refusal) {
            if (fallback == null || !refusal.isOfSource()) {
                throw refusal;
            }
            refused(refusal);
            Source replacement = new Source(fallback.image().bytes(deadline), null, null);
            int status = fallback.status() == 0 ? refusal.status() : fallback.status();
            int maxAge = fallback.maxAgeSeconds() == 0 ? MAX_AGE_SECONDS : fallback.maxAgeSeconds();
            return image(path, replacement, status, maxAge, deadline);
        }
    }

    private Answer image(ImagePath path, Source source, int status, int maxAge, Deadline deadline)
            throws Refusal, InterruptedException {
        if (SvgGuard.looksLikeSvg(source.bytes())) {
            return svg(path, source, status, maxAge);
        }
        Picture picture = Picture.make(source.bytes(), path.options(), limits, memory, watermark, deadline);
        Map<String, String> headers = headers(path, source, picture.format(), maxAge);
        headers.put("X-Origin-Width", Integer.toString(picture.originWidth()));
        headers.put("X-Origin-Height", Integer.toString(picture.originHeight()));
        headers.put("X-Result-Width", Integer.toString(picture.width()));
        headers.put("X-Result-Height", Integer.toString(picture.height()));
        return Answer.image(status, headers, picture.file());
    }

    private Answer svg(ImagePath path, Source source, int status, int maxAge) throws Refusal {
        ImageFormat wanted = path.options().format;
        if (wanted != null && wanted != ImageFormat.SVG) {
            throw Refusal.brokenSvg("the embedded processor cannot turn SVG into " + wanted);
        }
        SvgGuard.check(source.bytes());
        return Answer.image(status, headers(path, source, ImageFormat.SVG, maxAge), source.bytes());
    }

    private Map<String, String> headers(ImagePath path, Source source, ImageFormat format, int longestAge) {
        ProcessingOptions options = path.options();
        int maxAge = Math.min(
                longestAge,
                options.secondsLeft(clock.instant().getEpochSecond()).orElse(longestAge));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.mimeType());
        headers.put(
                "Content-Disposition",
                FileName.disposition(options.fileName, path.source(), format, options.attachment));
        headers.put("Cache-Control", "max-age=" + maxAge + ", public");
        headers.put("X-Origin-Content-Length", Integer.toString(source.bytes().length));
        if (source.etag() != null) {
            headers.put("ETag", source.etag());
        }
        if (source.lastModified() != null) {
            headers.put("Last-Modified", source.lastModified());
        }
        return headers;
    }
}
