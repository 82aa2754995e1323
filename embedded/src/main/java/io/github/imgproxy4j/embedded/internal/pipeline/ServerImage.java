package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An image of the server's own: a watermark, or what is shown in place of a source. Thread-safe.
 *
 * <p>Files and texts are read at the start; a URL is fetched when it is needed first, and again until that works.
 */
public final class ServerImage {
    private final SourceLoader sources;
    private final String url;
    private volatile byte @Nullable [] bytes;

    private ServerImage(SourceLoader sources, String url, byte @Nullable [] bytes) {
        this.sources = sources;
        this.url = url;
        this.bytes = bytes;
    }

    public static ServerImage of(byte[] bytes) {
        return new ServerImage(
                (url, maxBytes, deadline) -> {
                    throw new IllegalStateException("nothing to fetch");
                },
                "",
                bytes);
    }

    /**
     * What is set first of text, file and URL; null if nothing is.
     *
     * @throws IOException if the file cannot be read
     */
    public static @Nullable ServerImage find(
            @Nullable String base64, @Nullable Path file, @Nullable String url, SourceLoader sources)
            throws IOException {
        if (base64 != null) {
            return of(Base64.getMimeDecoder().decode(base64));
        }
        if (file != null) {
            return of(Files.readAllBytes(file));
        }
        return url == null ? null : new ServerImage(sources, url, null);
    }

    public byte[] bytes(Deadline deadline) throws ProcessingException, InterruptedException {
        byte[] known = bytes;
        if (known == null) {
            known = kept(sources.load(url, Limits.LARGEST_FILE, Deadline.in(deadline.left(Duration.ofMinutes(1)))));
        }
        return known;
    }

    /** The memory of a held image is never released; of two threads that fetched it the first wins. */
    private synchronized byte[] kept(SourceBytes source) {
        byte[] known = bytes;
        if (known != null) {
            source.close();
            return known;
        }
        bytes = source.bytes();
        return source.bytes();
    }
}
