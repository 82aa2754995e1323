package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.log.LogText;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a response without keeping a thread: when the response is known, when bytes arrive, and when the client can take
 * more.
 *
 * <p>Three parties wake it up, each on its own thread: the fetch with the response, the relay with bytes, the container
 * with room. Each stores its event in a field and adds to {@code signals}; the thread that raises the count from zero works
 * through {@link #step} until no news is left, so that the others need not wait for it. All of {@code step} runs on one
 * thread at a time, which holds {@code steps}.
 *
 * <p>Containers use the objects of a request for the next one as soon as its listeners have returned. So a listener that is
 * told of the end of a request returns when no thread writes to it, or completes it, any more.
 *
 * <p>{@link ServletOutputStream#isReady} must not be asked again once it said no: from then on {@code mayWrite} is false
 * until the container calls back. It is set to false before asking, because the call-back may come before the question
 * returns.
 */
public final class AsyncDelivery implements WriteListener, AsyncListener {
    /** Says to the filter that the response of a re-dispatched request has to be cut off. */
    public static final String ABORT_ATTRIBUTE = AsyncDelivery.class.getName() + ".abort";

    private static final Logger log = LoggerFactory.getLogger(AsyncDelivery.class);

    /**
     * What fits Tomcat's socket buffer of 8 kB with the frame of a chunk. Filled to its last byte, it would not be ready
     * before its poller was asked; for what does not fit while the client takes nothing, it makes a buffer of 64 kB.
     */
    private static final int TOMCAT_PIECE = 8 * 1024 - 32;

    /** Most bodies are shorter, and fit the buffers of the kernel. */
    private static final int FIRST_BYTES = 64 * 1024;

    /** Nothing of a step waits, except for a disk or a store that is read; a container's thread waits no longer for that. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private final Exchange exchange;
    private final AsyncContext asyncContext;
    private final ServletOutputStream out;
    private final Deliveries deliveries;
    private final String mount;
    private final SecondRounds secondRounds;

    /** It closes the connection, with all other images of a page, if the request of a cancelled stream is left to it. */
    private final boolean http2OfTomcat;

    /** What is written of a long body before it is flushed, so that the container keeps no more of it. */
    private final long longestPiece;

    private final AtomicInteger signals = new AtomicInteger();

    /** Held by the thread that steps. */
    private final ReentrantLock steps = new ReentrantLock();

    private volatile boolean mayWrite;
    private volatile boolean done;
    private volatile boolean endedByContainer;
    private volatile long askedNanos = System.nanoTime();
    private volatile @Nullable ProxyResponse answer;
    private volatile boolean leads;
    private volatile @Nullable Throwable clientFailure;
    private volatile BooleanSupplier abandoning = () -> false;

    // Only step and what it calls touch the rest.
    private boolean begun;
    private long unflushed;
    private @Nullable ConditionalOutcome selection;
    private long position;

    /**
     * Writes nothing before the container calls.
     *
     * @param mount where the filter is, below the context path
     * @param secondRounds learns of requests that are dispatched again
     */
    public AsyncDelivery(
            Exchange exchange,
            AsyncContext asyncContext,
            Deliveries deliveries,
            String mount,
            SecondRounds secondRounds)
            throws IOException {
        this.exchange = exchange;
        this.asyncContext = asyncContext;
        this.out = exchange.clientResponse().outputStream();
        this.deliveries = deliveries;
        this.mount = mount;
        this.secondRounds = secondRounds;
        ServletRequest request = asyncContext.getRequest();
        boolean tomcat = request.getClass().getName().startsWith("org.apache.catalina.");
        this.http2OfTomcat = tomcat && request.getProtocol().startsWith("HTTP/2");
        this.longestPiece = tomcat ? TOMCAT_PIECE : Integer.MAX_VALUE;
    }

    /** Waits for a response, and cancels it if the client leaves before it is known. */
    public void await(CompletableFuture<ProxyResponse> awaited) {
        deliveries.begin(this);
        abandoning = () -> awaited.cancel(false);
        CompletableFuture<Void> unused = awaited.thenAccept(this::answer);
        signal();
    }

    /** The response is known; from any thread, once. */
    void answer(ProxyResponse known) {
        leads = known.leads();
        answer = known;
        wake();
    }

    @Override
    public void onWritePossible() {
        mayWrite = true;
        signal();
    }

    @Override
    public void onError(Throwable failure) {
        clientFailure = failure;
        signal();
    }

    /** Also where the container ended the request without a word to the write listener: no client takes the bytes any more. */
    @Override
    public void onComplete(AsyncEvent event) {
        over(event, true);
    }

    @Override
    public void onError(AsyncEvent event) {
        over(event, !http2OfTomcat);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        over(event, !http2OfTomcat);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // This request is not started again.
    }

    private void over(AsyncEvent event, boolean byContainer) {
        if (!done) {
            endedByContainer = byContainer;
            Throwable cause = event.getThrowable();
            clientFailure = cause == null ? new IOException("the container has ended the request") : cause;
        }
        stepBeforeReuse();
    }

    /** Takes the last step, after that of another thread if there is one; or later, if this is called within a step. */
    private void stepBeforeReuse() {
        if (steps.isHeldByCurrentThread()) {
            signal();
            return;
        }
        try {
            if (steps.tryLock(LONGEST_STEP.toNanos(), TimeUnit.NANOSECONDS)) {
                lastStep();
            } else {
                log.warn("a response is still written to {} after its request has ended", LONGEST_STEP);
                signal();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            signal();
        }
    }

    private void lastStep() {
        try {
            step();
        } finally {
            steps.unlock();
        }
    }

    /** Ends it if the container has not called back for so long; from any thread. */
    void endIfStalled(Duration limit) {
        if (!mayWrite && System.nanoTime() - askedNanos > limit.toNanos()) {
            onError(new IOException("the client took nothing for " + limit));
        }
    }

    /**
     * The one client that opened a fetch is written to on the fetch's own thread, which it does not hold up: what it
     * cannot take now waits. Handing every piece to another thread would make it wait longer than upstream takes. All
     * others together would cost the fetch too much time.
     */
    private void wake() {
        if (leads) {
            signal();
        } else {
            deliveries.execute(this::signal);
        }
    }

    private void signal() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        steps.lock();
        try {
            int seen = 1;
            do {
                step();
                seen = signals.addAndGet(-seen);
            } while (seen != 0);
        } finally {
            steps.unlock();
        }
    }

    private void step() {
        ProxyResponse known = answer;
        if (done) {
            return;
        }
        if (known == null) {
            cancelIfDisconnected();
            return;
        }
        try {
            if (clientFailure != null) {
                disconnected(known, clientFailure);
            } else if (mayWrite) {
                write(known);
            }
        } catch (BrokenBodyException broken) {
            refuseOrAbort(known, broken);
        } catch (IOException | RuntimeException clientGone) {
            disconnected(known, clientGone);
        }
    }

    private void cancelIfDisconnected() {
        Throwable clientGone = clientFailure;
        if (clientGone != null && abandoning.getAsBoolean()) {
            disconnected(ProxyResponse.refused(ErrorStatus.BUSY, CacheStatus.forwarded(0, false)), clientGone);
        }
    }

    private void write(ProxyResponse known) throws IOException {
        if (!begun) {
            begun = true;
            selection = exchange.clientResponse().begin(known);
            position = selection == null ? 0 : selection.first();
        }
        ProxyResponse.Image image = known.image();
        while (isReady()) {
            if (position >= FIRST_BYTES && unflushed >= longestPiece) {
                flush();
                continue;
            }
            int count = image != null && selection != null
                    ? image.bytes().transfer(position, endOfPiece(selection), out)
                    : ByteSource.END;
            if (count == ByteSource.END) {
                finish(known, true);
                return;
            }
            if (count > 0) {
                position += count;
                unflushed += count;
            } else if (unflushed > 0) {
                // What has arrived goes out now and not when the container's buffer is full.
                flush();
            } else if (image != null) {
                image.bytes().onAvailable(position, this::wake);
                return;
            }
        }
    }

    private void flush() throws IOException {
        unflushed = 0;
        out.flush();
    }

    /** Short bodies, and the beginnings of others, leave in few pieces; the rest may take a slow client long. */
    private long endOfPiece(ConditionalOutcome part) {
        return position < FIRST_BYTES ? part.end() : Math.min(part.end(), position + longestPiece - unflushed);
    }

    private boolean isReady() {
        askedNanos = System.nanoTime();
        mayWrite = false;
        if (!out.isReady()) {
            return false;
        }
        mayWrite = true;
        return true;
    }

    private void refuseOrAbort(ProxyResponse known, BrokenBodyException broken) {
        if (exchange.clientResponse().isCommitted()) {
            log.debug("cutting off a response after {} bytes: {}", position, LogText.of(broken.getCause()));
            end(known, false);
            abort();
            return;
        }
        try {
            exchange.clientResponse().reset();
            ProxyResponse refused = ProxyResponse.refused(
                    ErrorStatus.BAD_GATEWAY, known.cacheStatus().broken());
            exchange.clientResponse().begin(refused);
            finish(known, true);
        } catch (IOException | RuntimeException clientGone) {
            disconnected(known, clientGone);
        }
    }

    /**
     * Where the container has no way of its own, an exception that leaves a committed response cuts the connection.
     *
     * <p>The dispatch names the filter's own place: one without a path goes to where the client's request went, and a
     * servlet that forwarded it would run once more.
     */
    private void abort() {
        if (abortedQuietly()) {
            complete();
            return;
        }
        asyncContext.getRequest().setAttribute(ABORT_ATTRIBUTE, true);
        try {
            asyncContext.dispatch(mount + "/");
            secondRounds.begin();
        } catch (IllegalStateException alreadyOver) {
            log.debug("the container has already ended the response", alreadyOver);
        }
    }

    private boolean abortedQuietly() {
        try {
            return exchange.clientResponse().abortQuietly();
        } catch (IOException clientGone) {
            log.debug("aborting a response", clientGone);
            return false;
        }
    }

    private void disconnected(ProxyResponse known, Throwable clientGone) {
        log.debug("client disconnected after {} bytes", position, clientGone);
        finish(known, false);
    }

    private void finish(ProxyResponse known, boolean complete) {
        end(known, complete);
        complete();
    }

    private void complete() {
        if (endedByContainer) {
            // Its response is an error, or a cut; to complete the request would make a success of it.
            return;
        }
        try {
            asyncContext.complete();
        } catch (IllegalStateException alreadyOver) {
            log.debug("the container has already ended the response", alreadyOver);
        }
    }

    private void end(ProxyResponse known, boolean complete) {
        done = true;
        deliveries.end(this);
        if (known.image() != null) {
            known.image().bytes().close();
        }
        exchange.end(known.cacheStatus(), selection == null ? 0 : position - selection.first(), complete);
    }
}
