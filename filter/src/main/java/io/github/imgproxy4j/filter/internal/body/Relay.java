package io.github.imgproxy4j.filter.internal.body;

import io.github.imgproxy4j.filter.store.ImageBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a fetch: one writer, many readers.
 *
 * <p>Bytes are held in memory until the budget of this relay or of all relays is used up, then in a temporary file. The
 * writer never waits for a reader.
 *
 * <p>Lifetime: the relay begins with one holder, the fetch. Every reader {@link #retain retains} it and closes it when
 * it is done; when the last holder has closed, memory and file are given back. A fetch that can be abandoned declares it by
 * {@link #whenAbandoned}: it is called off when the last reader leaves, and cannot be joined any more.
 *
 * <p>Concurrency: {@code lock} guards every mutable field. It is never held while a reader's output is written or a
 * task is run; the temporary file is written under it, by the one writer. Bytes that readers may see are never changed
 * again.
 */
public final class Relay implements ByteSource {
    private final ReentrantLock lock = new ReentrantLock();
    private final RelayBytes bytes;
    private List<Runnable> waiting = new ArrayList<>();
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
    public Relay(MemoryBudget budget, long memoryLimitBytes, Path spoolFolder) {
        this.bytes = new RelayBytes(budget, memoryLimitBytes, spoolFolder);
    }

    /** Says how many bytes will come; only the writer, and it has an effect only before the first byte. */
    void expect(long announced) {
        lock.lock();
        try {
            bytes.expect(announced);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the writer may put the next bytes, which readers see once it has {@link #advance advanced}.
     *
     * <p>Only the writer calls this, and never after {@link #complete} or {@link #fail}.
     */
    Slice room() {
        lock.lock();
        try {
            return bytes.room();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the readers see so many bytes of the {@link #room}. */
    void advance(int count) throws IOException {
        List<Runnable> ready;
        lock.lock();
        try {
            bytes.advance(count);
            ready = takeWaiting();
        } finally {
            lock.unlock();
        }
        ready.forEach(Runnable::run);
    }

    /** Says that all bytes are there. */
    public void complete() {
        end(null);
    }

    /** Says that the body ended too early; readers that are not at the end of it learn so too. */
    public void fail(Throwable cause) {
        end(new BrokenBodyException("body ended after " + length() + " bytes", cause));
    }

    private void end(@Nullable BrokenBodyException broken) {
        List<Runnable> ready;
        lock.lock();
        try {
            if (complete || failure != null) {
                return;
            }
            bytes.end();
            complete = broken == null;
            failure = broken;
            callOff = null;
            ready = takeWaiting();
        } finally {
            lock.unlock();
        }
        ready.forEach(Runnable::run);
    }

    /** What the caller runs after it has released the lock; nothing is added to this list any more. */
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
        Slice slice;
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (position >= Math.min(bytes.length(), end)) {
                return complete || position >= end ? END : NOT_YET;
            }
            slice = bytes.at(position);
        } finally {
            lock.unlock();
        }
        int wanted = (int) Math.min(slice.length(), end - position);
        out.write(slice.bytes(), slice.offset(), wanted);
        return wanted;
    }

    /** Bytes that are there from a position on, as many as are together. */
    Slice slice(long position) throws IOException {
        lock.lock();
        try {
            return bytes.at(position);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAvailable(long position, Runnable task) {
        lock.lock();
        try {
            // Bytes may have come since the reader was told that there are none.
            if (position >= bytes.length() && !complete && failure == null) {
                waiting.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    @Override
    public CompletableFuture<Long> wholeLength() {
        CompletableFuture<Long> whole = new CompletableFuture<>();
        completeWhenWhole(whole);
        return whole;
    }

    /** Completes it now or, if the body has not ended, looks again when something has changed. */
    private void completeWhenWhole(CompletableFuture<Long> whole) {
        long length;
        BrokenBodyException broken;
        lock.lock();
        try {
            if (!complete && failure == null) {
                waiting.add(() -> completeWhenWhole(whole));
                return;
            }
            length = bytes.length();
            broken = failure;
        } finally {
            lock.unlock();
        }
        if (broken == null) {
            whole.complete(length);
        } else {
            whole.completeExceptionally(broken);
        }
    }

    /** The number of bytes so far. */
    long length() {
        lock.lock();
        try {
            return bytes.length();
        } finally {
            lock.unlock();
        }
    }

    /** Runs the task once when no reader is left before the body has ended; at once if there is none now. */
    public void whenAbandoned(Runnable task) {
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

    /** What to do if only the fetch itself is left, to be run without the lock. */
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
    public int readers() {
        lock.lock();
        try {
            return holders - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a holder, or returns false if the last one has closed already or the body has broken off. */
    public boolean retain() {
        lock.lock();
        try {
            if (holders == 0 || abandoned || failure != null) {
                return false;
            }
            holders++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public InputStream open() {
        return new RelayInputStream(this);
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
                bytes.release();
            }
        } finally {
            lock.unlock();
        }
        due.run();
    }

    /** The complete bytes, which stay valid; in the array into which they were read where it is all theirs. */
    public HeapBytes onHeap() throws IOException {
        lock.lock();
        try {
            byte[] own = bytes.singleChunk();
            if (own != null) {
                return new HeapBytes(own, (int) bytes.length());
            }
        } finally {
            lock.unlock();
        }
        try (InputStream in = open()) {
            return new HeapBytes(in.readAllBytes());
        }
    }

    /** The complete bytes; valid as long as the caller holds the relay. */
    public ImageBody body() {
        return new ImageBody() {
            @Override
            public long length() {
                return Relay.this.length();
            }

            @Override
            public InputStream open() {
                return Relay.this.open();
            }
        };
    }
}
