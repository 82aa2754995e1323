package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.CalledOffException;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.Turn;
import io.github.imgproxy4j.embedded.internal.options.ImagePath;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.pipeline.Fallback;
import io.github.imgproxy4j.embedded.internal.pipeline.RasterImage;
import io.github.imgproxy4j.embedded.internal.pipeline.RasterSource;
import io.github.imgproxy4j.embedded.internal.pipeline.Watermark;
import io.github.imgproxy4j.embedded.internal.share.SharedSources;
import io.github.imgproxy4j.embedded.internal.share.SourceRequest;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;
import io.github.imgproxy4j.embedded.internal.svg.SvgGuard;
import io.github.imgproxy4j.embedded.internal.svg.SvgSanitizer;
import io.github.imgproxy4j.embedded.internal.svg.SvgSize;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Produces the response for a path: parses the path, fetches the source, processes it. Thread-safe. */
final class Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    /** One year, imgproxy's default. */
    static final int MAX_AGE_SECONDS = 31_536_000;

    /** The file, its text with two bytes per character, and the same for the sanitised text. */
    private static final long SVG_COPIES = 6;

    private final SharedSources sources;
    private final PathRules rules;
    private final Limits serverLimits;
    private final MemoryBudget memory;
    private final @Nullable Watermark watermark;
    private final @Nullable Fallback fallback;

    /**
     * A processor.
     *
     * @param memory the memory budget of all images
     * @param watermark for paths that request it, or null
     * @param fallback replaces sources that are not available, or null
     */
    public Processor(
            SourceLoader sources,
            PathRules rules,
            Limits limits,
            MemoryBudget memory,
            @Nullable Watermark watermark,
            @Nullable Fallback fallback) {
        this.sources = new SharedSources(sources, memory);
        this.rules = rules;
        this.serverLimits = limits;
        this.memory = memory;
        this.watermark = watermark;
        this.fallback = fallback;
    }

    /**
     * The response for a canonical path {@code /OPTIONS/SOURCE}; every failure is a response, too.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public ProcessorResponse process(String path) throws InterruptedException {
        return process(path, Deadline.in(serverLimits.timeout()));
    }

    /** The same, with a deadline that another thread may cancel. */
    public ProcessorResponse process(String path, Deadline deadline) throws InterruptedException {
        try (ImageRequest image = accept(path)) {
            return process(image, deadline);
        } catch (ProcessingException refusal) {
            return refused(refusal);
        }
    }

    /**
     * Parses a path, and registers it with other requests for the same source.
     *
     * @return to be closed when there is a response, or if it is not awaited any more
     * @throws ProcessingException if the path cannot be processed
     */
    ImageRequest accept(String path) throws ProcessingException {
        try {
            ImagePath image = ImagePath.parse(path, rules);
            Limits limits = image.options().limits.apply(serverLimits);
            return new ImageRequest(
                    image,
                    limits,
                    sources.request(
                            image.source(),
                            limits.maxBytes(),
                            header -> RasterImage.planned(header, image.options(), limits)));
        } catch (RuntimeException unexpected) {
            throw ProcessingException.internalError(unexpected);
        }
    }

    /** Releases the bytes of sources that only wait for queued images. */
    void releaseIdleSources() {
        sources.releaseIdle();
    }

    /** The state shared by concurrent images, for tests. */
    SharedSources sources() {
        return sources;
    }

    /** The response for an accepted path. */
    ProcessorResponse process(ImageRequest request, Deadline deadline) throws InterruptedException {
        try {
            return image(request, deadline);
        } catch (ProcessingException refusal) {
            return refused(refusal);
        } catch (CalledOffException calledOff) {
            return tooLate(deadline);
        } catch (OutOfMemoryError full) {
            // One array too many, which is free again by now; the JVM as a whole is well.
            return refused(ProcessingException.internalError(full));
        } catch (RuntimeException | LinkageError unexpected) {
            return refused(ProcessingException.internalError(unexpected));
        }
    }

    private static ProcessorResponse tooLate(Deadline deadline) throws InterruptedException {
        try {
            deadline.check();
        } catch (ProcessingException timeout) {
            return refused(timeout);
        }
        throw new IllegalStateException("called off without a reason");
    }

    /** As imgproxy spells it. */
    static String cacheControl(int maxAgeSeconds) {
        return "max-age=" + maxAgeSeconds + ", public";
    }

    /** Logs the reason of a refusal and returns its public part as a response. */
    static ProcessorResponse refused(ProcessingException refusal) {
        // The reason quotes the URL, and a line break in it would allow a client to forge log lines.
        String reason = String.valueOf(refusal.getMessage()).replaceAll("\\p{Cntrl}", "?");
        if (refusal.isServerTrouble()) {
            LOG.warn("{} {}: {}", refusal.status(), refusal.publicText(), reason, refusal.getCause());
        } else {
            LOG.info("{} {}: {}", refusal.status(), refusal.publicText(), reason);
        }
        return ProcessorResponse.refused(refusal);
    }

    /** The source as sent by its server, unchanged. */
    private ProcessorResponse raw(ImagePath path, SourceBytes source) throws ProcessingException {
        String type = source.contentType() == null ? typeOf(source.bytes()) : registered(source.contentType());
        if (type.startsWith(ImageFormat.SVG.mimeType()) && !SvgGuard.looksLikeSvg(source.bytes())) {
            throw ProcessingException.brokenSvg("the source's server sent a type of SVG, but not an SVG image");
        }
        Map<String, String> headers = headers(path, source, type, "", MAX_AGE_SECONDS);
        return ProcessorResponse.image(200, headers, source.bytes(), source.passOnClaim());
    }

    /** Some servers send {@code image/jpg}, which is not a media type and not supported by browsers. */
    private static String registered(String contentType) {
        return contentType.replaceFirst("(?i)^\\s*image/(jpg|pjpeg)(?=\\s*(;|$))", ImageFormat.JPEG.mimeType());
    }

    private static String typeOf(byte[] file) {
        try {
            return SvgGuard.looksLikeSvg(file)
                    ? ImageFormat.SVG.mimeType()
                    : HeaderReader.read(file).format().mimeType();
        } catch (ProcessingException noImage) {
            return "application/octet-stream";
        }
    }

    private ProcessorResponse image(ImageRequest request, Deadline deadline)
            throws ProcessingException, InterruptedException {
        ImagePath path = request.path();
        Limits limits = request.limits();
        if (path.options().raw) {
            try (SourceBytes source = request.source().load(deadline)) {
                return raw(path, source);
            }
        }
        ImageFormat wanted = path.options().format;
        if (wanted != null && !path.options().leavesUnprocessed(wanted)) {
            checkWritable(wanted);
        }
        if (watermark != null && path.options().watermark.opacity() > 0) {
            // Before there is a source: a task that holds one must not wait for the memory of another.
            watermark.fetch(deadline);
        }
        try (SourceBytes source = request.source().load(deadline)) {
            return image(path, new RasterSource(source, request.source()), limits, 200, MAX_AGE_SECONDS, deadline);
        } catch (ProcessingException refusal) {
            if (fallback == null || !refusal.isOfSource()) {
                throw refusal;
            }
            refused(refusal);
            RasterSource replacement =
                    new RasterSource(new SourceBytes(fallback.image().bytes(deadline)), null);
            int status = fallback.status() == 0 ? refusal.status() : fallback.status();
            int maxAge = fallback.maxAgeSeconds() == 0 ? MAX_AGE_SECONDS : fallback.maxAgeSeconds();
            return image(path, replacement, limits, status, maxAge, deadline);
        }
    }

    static void checkWritable(ImageFormat wanted) throws ProcessingException {
        if (wanted != ImageFormat.SVG && !wanted.canBeEncoded()) {
            throw ProcessingException.cannotWrite("the embedded processor cannot write " + wanted, null);
        }
    }

    private ProcessorResponse image(
            ImagePath path, RasterSource file, Limits limits, int status, int maxAge, Deadline deadline)
            throws ProcessingException, InterruptedException {
        SourceBytes source = file.bytes();
        if (SvgGuard.looksLikeSvg(source.bytes())) {
            return svg(path, source, status, maxAge, deadline);
        }
        RasterImage image = rasterImage(path, file, limits, deadline);
        Map<String, String> headers = headers(path, source, image.format(), maxAge);
        putSizes(headers, image.originWidth(), image.originHeight(), image.width(), image.height());
        return ProcessorResponse.image(status, headers, image.file(), image.passOnClaim());
    }

    private RasterImage rasterImage(ImagePath path, RasterSource file, Limits limits, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Turn.Span work = deadline.turn().work();
        try {
            return RasterImage.make(file, path.options(), limits, memory, watermark, deadline);
        } finally {
            work.end();
        }
    }

    private static void putSizes(
            Map<String, String> headers, int originWidth, int originHeight, int width, int height) {
        headers.put("X-Origin-Width", Integer.toString(originWidth));
        headers.put("X-Origin-Height", Integer.toString(originHeight));
        headers.put("X-Result-Width", Integer.toString(width));
        headers.put("X-Result-Height", Integer.toString(height));
    }

    private ProcessorResponse svg(ImagePath path, SourceBytes source, int status, int maxAge, Deadline deadline)
            throws ProcessingException, InterruptedException {
        ImageFormat wanted = path.options().format;
        if (wanted != null && wanted != ImageFormat.SVG) {
            throw ProcessingException.brokenSvg("the embedded processor cannot convert SVG to " + wanted);
        }
        try (MemoryBudget.Claim claim = memory.reserve(SVG_COPIES * source.bytes().length, deadline)) {
            byte[] sanitized = SvgSanitizer.sanitized(source.bytes());
            claim.shrink(sanitized.length);
            Map<String, String> headers = headers(path, source, ImageFormat.SVG, maxAge);
            SvgSize size = SvgSize.of(sanitized);
            if (size != null) {
                putSizes(headers, size.width(), size.height(), size.width(), size.height());
            }
            return ProcessorResponse.image(status, headers, sanitized, claim.passOn());
        }
    }

    private Map<String, String> headers(ImagePath path, SourceBytes source, ImageFormat format, int longestAge) {
        Map<String, String> headers = headers(path, source, format.mimeType(), format.extension(), longestAge);
        headers.put("X-Origin-Content-Length", Integer.toString(source.bytes().length));
        return headers;
    }

    private Map<String, String> headers(
            ImagePath path, SourceBytes source, String type, String extension, int longestAge) {
        ProcessingOptions options = path.options();
        int maxAge = Math.min(
                longestAge,
                options.secondsLeft(rules.clock().instant().getEpochSecond()).orElse(longestAge));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put(
                "Content-Disposition",
                FileName.disposition(options.fileName, path.source(), extension, options.attachment));
        headers.put("Cache-Control", cacheControl(maxAge));
        if (source.etag() != null) {
            headers.put("ETag", source.etag());
        }
        if (source.lastModified() != null) {
            headers.put("Last-Modified", source.lastModified());
        }
        return headers;
    }

    /**
     * A parsed path, and its request for a source.
     *
     * @param limits those of the server, unless the path changes them
     */
    record ImageRequest(ImagePath path, Limits limits, SourceRequest source) implements AutoCloseable {
        @Override
        public void close() {
            source.close();
        }
    }
}
