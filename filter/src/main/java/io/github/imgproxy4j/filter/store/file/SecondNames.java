package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names for containers that open a file after the response to a request was decided. Thread-safe; several JVMs may share
 * the folder.
 *
 * <p>By then the variant may have been replaced, and its key would be the name of other bytes. So a version that is sent
 * in this way gets a hard link with its own unique name, made when it is asked for first, and removed together with the
 * variant: a container that comes too late finds nothing.
 */
final class SecondNames {
    private static final Logger log = LoggerFactory.getLogger(SecondNames.class);

    /** What we write is fit for a name; what others wrote into the folder may lead out of it. */
    private static final Pattern VERSION = Pattern.compile("[a-z0-9-]{1,60}");

    /** Some file systems have no links; this long after a failure none is tried. */
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    /** A link that was there so short a while ago is not looked at again. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int PLACES = 2048;

    private final UnfinishedFiles unfinished;

    /** The names given last, by their hashes; a lost entry only costs a look. */
    private final AtomicReferenceArray<@Nullable Given> given = new AtomicReferenceArray<>(PLACES);

    private final AtomicLong nextTryNanos = new AtomicLong(System.nanoTime());

    SecondNames(UnfinishedFiles unfinished) {
        this.unfinished = unfinished;
    }

    /**
     * The name that this version alone has, or null if it cannot get one.
     *
     * @param file the first name
     * @param wanted the trailer of the version, which may have been replaced
     */
    @Nullable
    Path of(Path file, Trailer wanted) {
        int hash = wanted.version().hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Given last = given.get(place);
        long now = System.nanoTime();
        if (last != null
                && now - last.atNanos < TRUSTED_NANOS
                && last.version.equals(wanted.version())
                && last.key.equals(wanted.key())) {
            return last.name;
        }
        Path name = checked(file, wanted);
        if (name != null) {
            given.set(place, new Given(wanted.key(), wanted.version(), name, now));
        }
        return name;
    }

    /** Whether a version may be a part of a name. */
    static boolean isFit(String version) {
        return VERSION.matcher(version).matches();
    }

    private @Nullable Path checked(Path file, Trailer wanted) {
        if (!isFit(wanted.version())) {
            return null;
        }
        Path name = VariantFiles.secondName(file, wanted.version());
        if (Files.isRegularFile(name)) {
            return name;
        }
        if (System.nanoTime() - nextTryNanos.get() < 0) {
            return null;
        }
        try {
            return isLinked(file, wanted, name) ? name : null;
        } catch (IOException | UnsupportedOperationException impossible) {
            if (Files.isRegularFile(file)) {
                nextTryNanos.set(System.nanoTime() + PAUSE_NANOS);
                log.info("no hard link {}: files are sent by the proxy and not by the container", name, impossible);
            }
            return null;
        }
    }

    /** The link gets its name only when it is sure which version it links to. */
    private boolean isLinked(Path file, Trailer wanted, Path name) throws IOException {
        Path link = unfinished.next();
        try {
            Files.createLink(link, file);
            if (!isOf(link, wanted)) {
                return false;
            }
            Files.move(link, name, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // Also where another thread was faster: moving a file to another of its names does nothing.
            UnfinishedFiles.discard(link);
        }
        if (!Files.isRegularFile(file)) {
            // It was removed just now, perhaps before its second name could be seen.
            UnfinishedFiles.discard(name);
            return false;
        }
        return true;
    }

    private static boolean isOf(Path link, Trailer wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(link, StandardOpenOption.READ)) {
            Trailer trailer = Trailer.read(channel, wanted.key());
            return trailer != null && trailer.version().equals(wanted.version());
        }
    }

    private record Given(String key, String version, Path name, long atNanos) {}
}
