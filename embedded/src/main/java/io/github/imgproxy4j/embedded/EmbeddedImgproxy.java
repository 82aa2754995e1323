package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.Precedence;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.Turn;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.pipeline.Fallback;
import io.github.imgproxy4j.embedded.internal.pipeline.ServerImage;
import io.github.imgproxy4j.embedded.internal.pipeline.Watermark;
import io.github.imgproxy4j.embedded.internal.share.SharedSources;
import io.github.imgproxy4j.embedded.internal.source.AddressGuard;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.FileNames;
import io.github.imgproxy4j.embedded.internal.source.HttpSources;
import io.github.imgproxy4j.embedded.internal.source.LocalSources;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;
import io.github.imgproxy4j.embedded.internal.source.Sources;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces variants inside this JVM, for the same paths and with the same responses as an imgproxy server.
 *
 * <p>Thread-safe. Processes a limited number of images at the same time; further ones wait, and are refused with 429
 * after a time limit. Every failure is a response with a status, as from the server; only a closed processor throws an
 * exception.
 *
 * <pre>{@code
 * Upstream upstream = EmbeddedImgproxy.create(
 *         Settings.read(SettingsSource.of("example", Map.of("imgproxy.local-filesystem-root", "/var/photos"))));
 * }</pre>
 */
public final class EmbeddedImgproxy implements Upstream {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedImgproxy.class);

    /**
     * A third. Sources have their own budget, because they wait for the memory to be processed: with a single budget,
     * many sources could leave no memory for processing.
     */
    private static final int SHARE_OF_SOURCES = 3;

    /** A page with many new images takes a processor about so long; what no visitor waits for may wait for that. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Precedence precedence = new Precedence(LONGEST_PAUSE);
    private final @Nullable Path localRoot;
    private final HttpSources httpSources;
    private final Processor processor;
    private final WorkQueue queue;
    private final Workers workers;
    private final Duration timeout;
    private volatile boolean closed;

    private EmbeddedImgproxy(Settings settings, Clock clock) {
        this.localRoot = settings.find(EmbeddedSettings.LOCAL_FILESYSTEM_ROOT);
        long memory = memoryBytes(settings);
        MemoryBudget sourceMemory = new MemoryBudget(memory / SHARE_OF_SOURCES);
        this.httpSources = new HttpSources(
                new AddressGuard(
                        settings.get(EmbeddedSettings.ALLOW_LOOPBACK),
                        settings.get(EmbeddedSettings.ALLOW_LINK_LOCAL),
                        settings.get(EmbeddedSettings.ALLOW_PRIVATE)),
                settings.get(EmbeddedSettings.MAX_REDIRECTS),
                settings.get(EmbeddedSettings.DOWNLOAD_TIMEOUT),
                sourceMemory);
        SourceLoader local = localRoot == null ? null : new LocalSources(localRoot, sourceMemory);
        Sources sources = new Sources(allowedSources(settings), local, httpSources);
        Presets presets = settings.find(EmbeddedSettings.PRESETS);
        Limits limits = limits(settings);
        this.processor = new Processor(
                sources,
                EmbeddedSettings.pathRules(settings, presets == null ? Presets.NONE : presets, clock),
                limits,
                new MemoryBudget(memory - memory / SHARE_OF_SOURCES),
                watermark(settings, sources, limits),
                fallback(settings, sources));
        sourceMemory.whenShort(processor::releaseIdleSources);
        this.timeout = limits.timeout();
        int workerCount = workers(settings);
        this.workers = new Workers(workerCount);
        this.queue = new WorkQueue(
                workerCount, settings.get(EmbeddedSettings.QUEUE_SIZE), settings.get(EmbeddedSettings.QUEUE_TIMEOUT));
    }

    /**
     * A processor.
     *
     * @throws SettingsException if a value breaks its rule, the root of local sources is not a readable directory, or a
     *     configured file is not readable
     */
    public static EmbeddedImgproxy create(Settings settings) {
        settings.requireValid(new EmbeddedSettings());
        UnreadVariables.tell(settings);
        Path root = settings.find(EmbeddedSettings.LOCAL_FILESYSTEM_ROOT);
        if (root != null && !isReadableDirectory(root)) {
            throw new SettingsException(List.of(settings.spell(EmbeddedSettings.LOCAL_FILESYSTEM_ROOT) + " [" + root
                    + "] must be a readable directory"));
        }
        if (root != null) {
            FileNames.problem().ifPresent(LOG::warn);
        }
        return new EmbeddedImgproxy(settings, Clock.systemUTC());
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException, InterruptedException {
        return fetch(upstreamRequest.signedPath().path(), precedence.turn(upstreamRequest::givesWay))
                .toUpstreamResponse();
    }

    /** The response for a canonical path without its signature, which a visitor waits for. */
    ProcessorResponse fetch(String path) throws IOException, InterruptedException {
        return fetch(path, precedence.turn(() -> false));
    }

    private ProcessorResponse fetch(String path, Turn turn) throws IOException, InterruptedException {
        checkOpen();
        try (Processor.ImageRequest image = processor.accept(path)) {
            return made(image, turn);
        } catch (ProcessingException refusal) {
            return Processor.refused(refusal);
        }
    }

    private ProcessorResponse made(Processor.ImageRequest image, Turn turn)
            throws ProcessingException, IOException, InterruptedException {
        WorkQueue.Place place = queue.enter(turn);
        if (closed) {
            place.close();
            checkOpen();
        }
        Deadline deadline = Deadline.in(timeout, turn);
        return workers.run(() -> processor.process(image, deadline), deadline, place);
    }

    /** The state shared by concurrent images, for tests. */
    SharedSources sharedSources() {
        return processor.sources();
    }

    /**
     * The number of threads that are stuck in a codec after the time limit of their image; suitable for a gauge. Each
     * is logged, and replaced as long as there are at most {@code imgproxy.workers} of them. Normally 0, or more for
     * fractions of a second.
     */
    public int stuckWorkers() {
        return workers.stuck();
    }

    @Override
    public String description() {
        return "embedded imgproxy";
    }

    @Override
    public void checkReady() throws IOException {
        checkOpen();
        if (localRoot != null && !isReadableDirectory(localRoot)) {
            throw new IOException("the root of local sources is not a readable directory: " + localRoot);
        }
        workers.checkAnyLeft();
    }

    @Override
    public void close() {
        closed = true;
        httpSources.close();
        workers.close();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the embedded processor is closed");
        }
    }

    private static boolean isReadableDirectory(Path path) {
        return Files.isDirectory(path) && Files.isReadable(path);
    }

    private static Limits limits(Settings settings) {
        double megapixels = settings.get(EmbeddedSettings.MAX_SRC_RESOLUTION);
        return Limits.of(
                        (long) (megapixels * 1_000_000),
                        settings.get(EmbeddedSettings.MAX_ANIMATION_FRAMES),
                        Limits.LARGEST_FILE,
                        settings.get(EmbeddedSettings.TIMEOUT))
                .withMaxFramePixels((long) (settings.get(EmbeddedSettings.MAX_ANIMATION_FRAME_RESOLUTION) * 1_000_000))
                .withMaxBytes(settings.get(EmbeddedSettings.MAX_SRC_FILE_SIZE))
                .withWholeOnly(settings.get(EmbeddedSettings.REFUSE_CUT_SOURCES));
    }

    private static AllowedSources allowedSources(Settings settings) {
        List<String> set = settings.find(CoreSettings.ALLOWED_SOURCES);
        return new AllowedSources(set == null ? List.of() : set);
    }

    private static @Nullable Watermark watermark(Settings settings, Sources sources, Limits limits) {
        ServerImage image = asset(
                settings,
                EmbeddedSettings.WATERMARK_DATA,
                EmbeddedSettings.WATERMARK_PATH,
                EmbeddedSettings.WATERMARK_URL,
                sources);
        return image == null ? null : new Watermark(image, settings.get(EmbeddedSettings.WATERMARK_OPACITY), limits);
    }

    private static @Nullable Fallback fallback(Settings settings, Sources sources) {
        ServerImage image = asset(
                settings,
                EmbeddedSettings.FALLBACK_DATA,
                EmbeddedSettings.FALLBACK_PATH,
                EmbeddedSettings.FALLBACK_URL,
                sources);
        return image == null
                ? null
                : new Fallback(image, settings.get(EmbeddedSettings.FALLBACK_STATUS), (int) Math.min(
                        Integer.MAX_VALUE,
                        settings.get(EmbeddedSettings.FALLBACK_TTL).toSeconds()));
    }

    private static @Nullable ServerImage asset(
            Settings settings, Setting<String> data, Setting<Path> path, Setting<String> url, Sources sources) {
        try {
            return ServerImage.find(settings.find(data), settings.find(path), settings.find(url), sources);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new SettingsException(List.of(settings.spell(settings.isSet(data) ? data : path)
                    + " must be an image that can be read: " + unreadable.getMessage()));
        }
    }

    private static long memoryBytes(Settings settings) {
        Long set = settings.find(EmbeddedSettings.MEMORY);
        return set == null ? Runtime.getRuntime().maxMemory() / 4 * 3 : set;
    }

    private static int workers(Settings settings) {
        Integer set = settings.find(EmbeddedSettings.WORKERS);
        return set == null ? Runtime.getRuntime().availableProcessors() : set;
    }
}
