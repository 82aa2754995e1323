package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a flight: one writer, many readers.
 *
 * <p>Bytes live in chunks in memory until this relay's or everybody's budget is used up, and from there on in a
 * temporary file that has no name any more once it is open. The writer never waits for a reader.
 *
 * <p>Lifetime: the relay begins with one holder, the flight. Every reader {@link #retain retains} it and closes it when
 * it is done; when the last holder has closed, memory and file are given back. A flight that nobody would miss says so by
 * {@link #whenAbandoned}: it is called off when the last reader leaves, and cannot be joined any more.
 *
 * <p>Concurrency: {@code lock} guards every mutable field. It is never held while a reader's output is written or a
 * task is run; the temporary file is written under it, by the one writer. A full chunk is never changed again, and of
 * the last chunk a reader touches only bytes that were there when it held the lock.
 */
final class Relay implements ByteSource {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** 16 KiB: a thumbnail is one or two chunks, and a write of one fits a container's buffer. */
    static final int CHUNK_BYTES = 16 * 1024;

    private final MemoryBudget budget;
    private final long memoryLimitBytes;
    private final Path spoolFolder;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<byte[]> chunks = new ArrayList<>();
    private List<Runnable> waiting = new ArrayList<>();
    private @Nullable FileChannel spool;
    private long length;
    private long bytesInMemory;
    private boolean complete;
    private @Nullable BrokenBodyException failure;
    private @Nullable Runnable callOff;
    private boolean abandoned;
    private int holders = 1;

    /**
     * An empty relay.
     *
     * @param budget what all relays share
     * @param memoryLimitBytes what this one may use of it
     * @param spoolFolder where its temporary file goes
     */
    Relay(MemoryBudget budget, long memoryLimitBytes, Path spoolFolder) {
        this.budget = budget;
        this.memoryLimitBytes = memoryLimitBytes;
        this.spoolFolder = spoolFolder;
    }

    /** Adds bytes. Only the writer calls this, and never after {@link #complete} or {@link #fail}. */
    void append(byte[] bytes, int offset, int count) throws IOException {
        List<Runnable> ready;
        lock.lock();
        try {
            int written = spool == null ? appendToMemory(bytes, offset, count) : 0;
            if (written < count) {
                appendToFile(ByteBuffer.wrap(bytes, offset + written, count - written));
            }
            length += count;
            ready = takeWaiting();
        } finally {
            lock.unlock();
        }
        ready.forEach(Runnable::run);
    }

    /** Fills chunks as far as the budgets allow, and returns how many bytes found place. */
    private int appendToMemory(byte[] bytes, int offset, int count) {
        int written = 0;
        while (written < count) {
            int used = (int) (bytesInMemory % CHUNK_BYTES);
            if (used == 0 && !addChunk()) {
                return written;
            }
            int fits = Math.min(count - written, CHUNK_BYTES - used);
            System.arraycopy(bytes, offset + written, chunks.get(chunks.size() - 1), used, fits);
            written += fits;
            bytesInMemory += fits;
        }
        return written;
    }

    private boolean addChunk() {
        long wanted = (chunks.size() + 1L) * CHUNK_BYTES;
        if (wanted > memoryLimitBytes || !budget.tryReserve(CHUNK_BYTES)) {
            return false;
        }
        chunks.add(new byte[CHUNK_BYTES]);
        return true;
    }

    private void appendToFile(ByteBuffer bytes) throws IOException {
        if (spool == null) {
            // Made and opened in one step: there is never a file that nobody would delete.
            spool = FileChannel.open(
                    spoolFolder.resolve("imgproxy4j-" + UUID.randomUUID() + ".relay"),
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE),
                    ownerOnly(spoolFolder));
        }
        while (bytes.hasRemaining()) {
            spool.write(bytes);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Says that all bytes are there. */
    void complete() {
        end(null);
    }

    /** Says that the body ended too early; readers that are not at the end of it learn so too. */
    void fail(Throwable cause) {
        end(new BrokenBodyException("body ended after " + length() + " bytes", cause));
    }

    private void end(@Nullable BrokenBodyException broken) {
        List<Runnable> ready;
        lock.lock();
        try {
            if (complete || failure != null) {
                return;
            }
            complete = broken == null;
            failure = broken;
            callOff = null;
            ready = takeWaiting();
        } finally {
            lock.unlock();
        }
        ready.forEach(Runnable::run);
    }

    /** What the caller runs after it has given the lock back; a list that nobody adds to any more. */
    private List<Runnable> takeWaiting() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Runnable> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    @Override
    public int transfer(long position, long end, OutputStream out) throws IOException {
        byte[] chunk;
        int offset;
        int count;
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (position >= Math.min(length, end)) {
                return complete || position >= end ? END : NOT_YET;
            }
            if (position < bytesInMemory) {
                chunk = chunks.get((int) (position / CHUNK_BYTES));
                offset = (int) (position % CHUNK_BYTES);
                count = (int) Math.min(CHUNK_BYTES - offset, bytesInMemory - position);
            } else {
                chunk = readFile(position);
                offset = 0;
                count = chunk.length;
            }
        } finally {
            lock.unlock();
        }
        int wanted = (int) Math.min(count, end - position);
        out.write(chunk, offset, wanted);
        return wanted;
    }

    private byte[] readFile(long position) throws IOException {
        FileChannel file = Objects.requireNonNull(spool);
        byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, length - position)];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        while (target.hasRemaining()) {
            if (file.read(target, position - bytesInMemory + target.position()) < 0) {
                throw new BrokenBodyException("temporary file ends early", null);
            }
        }
        return bytes;
    }

    @Override
    public void whenBeyond(long position, Runnable task) {
        lock.lock();
        try {
            // Bytes may have come since the reader was told that there are none.
            if (position == length && !complete && failure == null) {
                waiting.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    /** The number of bytes so far. */
    long length() {
        lock.lock();
        try {
            return length;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the task once when no reader is left before the body has ended; at once if there is none now. */
    void whenAbandoned(Runnable task) {
        Runnable due;
        lock.lock();
        try {
            callOff = task;
            due = takeCallOff();
        } finally {
            lock.unlock();
        }
        due.run();
    }

    /** What to do if only the flight itself is left, to be run without the lock. */
    private Runnable takeCallOff() {
        Runnable due = callOff;
        if (due == null || holders > 1) {
            return () -> {};
        }
        callOff = null;
        abandoned = true;
        return due;
    }

    /** How many readers there are. */
    int readers() {
        lock.lock();
        try {
            return holders - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a holder, or returns false if the last one has closed already. */
    boolean retain() {
        lock.lock();
        try {
            if (holders == 0 || abandoned) {
                return false;
            }
            holders++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that arrive may keep a reader waiting. */
    @Override
    public boolean isShort() {
        return false;
    }

    @Override
    public void close() {
        Runnable due;
        lock.lock();
        try {
            holders--;
            due = takeCallOff();
            if (holders == 0) {
                release();
            }
        } finally {
            lock.unlock();
        }
        due.run();
    }

    private void release() {
        budget.release((long) chunks.size() * CHUNK_BYTES);
        chunks.clear();
        if (spool != null) {
            try {
                spool.close();
            } catch (IOException alreadyGone) {
                log.debug("closing a temporary file", alreadyGone);
            }
        }
    }

    /** The complete bytes; valid as long as the caller holds the relay. */
    ImageBody body() {
        return new ImageBody() {
            @Override
            public long length() {
                return Relay.this.length();
            }

            @Override
            public InputStream open() {
                return new RelayInputStream(Relay.this);
            }
        };
    }
}
