package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Originals in files below a root ({@code local:///folder/name.jpg}).
 *
 * <p>The path is taken literally, without percent-decoding, as imgproxy does. Neither {@code ..} nor a symbolic link
 * leads out of the root.
 */
public final class LocalSources implements SourceLoader {
    private final Path root;
    private final MemoryBudget memory;

    /**
     * Originals below a root.
     *
     * @param root an existing directory
     * @param memory what their bytes are paid from
     */
    public LocalSources(Path root, MemoryBudget memory) {
        this.root = root;
        this.memory = memory;
    }

    @Override
    public SourceBytes load(String url, long maxBytes, Deadline deadline)
            throws ProcessingException, InterruptedException {
        deadline.check();
        try {
            return read(file(url), maxBytes, deadline);
        } catch (IOException | InvalidPathException unreadable) {
            throw ProcessingException.unreachable("the local source cannot be read: " + unreadable, unreadable);
        }
    }

    @Override
    public boolean isUnchanged(String url, SourceBytes fetched) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(url), BasicFileAttributes.class);
            return etag(attributes.size(), attributes.lastModifiedTime()).equals(fetched.etag());
        } catch (IOException | InvalidPathException | ProcessingException gone) {
            return false;
        }
    }

    private static String etag(long length, FileTime modified) {
        return '"' + Long.toHexString(length) + '-' + Long.toHexString(modified.toMillis()) + '"';
    }

    private Path file(String url) throws IOException, ProcessingException {
        String withoutScheme = url.substring("local://".length());
        int query = withoutScheme.indexOf('?');
        String name = query < 0 ? withoutScheme : withoutScheme.substring(0, query);
        int slash = name.indexOf('/');
        Path relative = Path.of(slash < 0 ? "" : name.substring(slash).replaceFirst("^/+", ""));
        Path realRoot = root.toRealPath();
        Path file = realRoot.resolve(relative).toRealPath();
        if (!file.startsWith(realRoot)) {
            throw ProcessingException.unreachable("the local source is outside the root", null);
        }
        return file;
    }

    private SourceBytes read(Path file, long maxBytes, Deadline deadline)
            throws IOException, ProcessingException, InterruptedException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw ProcessingException.unreachable("the local source is not a file", null);
        }
        if (attributes.size() > maxBytes) {
            throw ProcessingException.invalidImage("the local source has more than " + maxBytes + " bytes");
        }
        FileTime modified = attributes.lastModifiedTime();
        try (MemoryBudget.Claim claim = memory.reserve(attributes.size(), deadline);
                InputStream input = Files.newInputStream(file)) {
            byte[] bytes = new byte[(int) attributes.size()];
            if (input.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new IOException("the file was truncated while it was read");
            }
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    modified.toInstant().atOffset(ZoneOffset.UTC));
            return new SourceBytes(bytes, etag(bytes.length, modified), date, null, claim.passOn());
        }
    }
}
