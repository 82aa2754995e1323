package io.github.imgproxy4j.cli.warm;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that says which variants are done, so that a run that was killed goes on where it stopped. Thread-safe.
 *
 * <p>A line for each variant: the beginning of the SHA-256 of its URL, because URLs carry signatures. A line is written at
 * once, so a killed process leaves at most one that is cut off, which counts for nothing.
 */
public final class Journal implements Closeable {
    private static final String FIRST_LINE = "imgproxy4j warm, journal 1";
    private static final int NAME_CHARACTERS = 32;

    private final @Nullable Path file;
    private final @Nullable FileChannel channel;
    private final Set<String> done;

    private Journal(@Nullable Path file, @Nullable FileChannel channel, Set<String> done) {
        this.file = file;
        this.channel = channel;
        this.done = done;
    }

    /** A journal that is forgotten with the process. */
    public static Journal none() {
        return new Journal(null, null, Set.of());
    }

    /**
     * Opens a journal, or begins one.
     *
     * @throws IllegalArgumentException if the file is something else
     * @throws IOException if it cannot be read or written
     */
    public static Journal open(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        if (!text.isEmpty() && !text.startsWith(FIRST_LINE + "\n") && !FIRST_LINE.startsWith(text)) {
            throw new IllegalArgumentException("is no journal of an earlier run; it is left as it is");
        }
        Set<String> done = new HashSet<>();
        text.lines()
                .filter(line -> line.matches("[0-9a-f]{" + NAME_CHARACTERS + "}"))
                .forEach(done::add);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Journal journal = new Journal(file, channel, done);
        if (text.length() <= FIRST_LINE.length()) {
            channel.truncate(0);
            journal.write(FIRST_LINE + "\n");
        } else if (!text.endsWith("\n")) {
            journal.write("\n");
        }
        return journal;
    }

    /** Whether an earlier run has done it. */
    boolean isDone(Variant variant) {
        return done.contains(name(variant));
    }

    /** Says that it is done. */
    void add(Variant variant) throws IOException {
        write(name(variant) + "\n");
    }

    private synchronized void write(String line) throws IOException {
        if (channel != null) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Removes it, because all has been tried. */
    public void finish() throws IOException {
        close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static String name(Variant variant) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(variant.proxy().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
