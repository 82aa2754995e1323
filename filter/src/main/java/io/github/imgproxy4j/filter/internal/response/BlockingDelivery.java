package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.log.LogText;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a response on the container's thread: short hits, refusals, and everything where the request does not support
 * asynchronous processing.
 */
public final class BlockingDelivery {
    private static final Logger log = LoggerFactory.getLogger(BlockingDelivery.class);

    private BlockingDelivery() {}

    /**
     * Writes the response and closes its bytes.
     *
     * @throws IOException if the client left, or if the body broke after the client saw a part of it: the container
     *     then cuts the connection, so that the client does not take the part for the whole
     */
    public static void deliver(Exchange exchange, ProxyResponse answer) throws IOException {
        ProxyResponse.Image image = answer.image();
        if (image == null) {
            exchange.clientResponse().begin(answer);
            exchange.end(answer.cacheStatus(), 0, true);
            return;
        }
        try (ByteSource bytes = image.bytes()) {
            ConditionalOutcome selection = exchange.clientResponse().begin(answer);
            long sent = selection == null ? 0 : send(exchange, bytes, selection);
            exchange.end(answer.cacheStatus(), sent, true);
        } catch (BrokenBodyException broken) {
            refuseOrAbort(exchange, answer, broken);
        } finally {
            exchange.end(answer.cacheStatus(), 0, false);
        }
    }

    private static long send(Exchange exchange, ByteSource bytes, ConditionalOutcome selection) throws IOException {
        ServletOutputStream out = exchange.clientResponse().outputStream();
        BufferOutput buffers = BufferOutput.of(out);
        ByteBuffer part = buffers == null ? null : bytes.buffer(selection.first(), selection.end());
        if (buffers == null || part == null) {
            return copy(out, bytes, selection);
        }
        int count = part.remaining();
        boolean written = false;
        try {
            buffers.write(out, part);
            written = true;
        } finally {
            if (!written) {
                bytes.closeInUse();
            }
        }
        return count;
    }

    private static long copy(OutputStream out, ByteSource bytes, ConditionalOutcome selection) throws IOException {
        long position = selection.first();
        while (true) {
            int count = bytes.transfer(position, selection.end(), out);
            if (count == ByteSource.END) {
                return position - selection.first();
            }
            if (count == ByteSource.NOT_YET) {
                out.flush();
                await(bytes, position);
            } else {
                position += count;
            }
        }
    }

    private static void await(ByteSource bytes, long position) throws InterruptedIOException {
        CountDownLatch advanced = new CountDownLatch(1);
        bytes.onAvailable(position, advanced::countDown);
        try {
            advanced.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("waiting for upstream").initCause(interrupted);
        }
    }

    private static void refuseOrAbort(Exchange exchange, ProxyResponse answer, BrokenBodyException broken)
            throws IOException {
        ClientResponse clientResponse = exchange.clientResponse();
        if (clientResponse.isCommitted()) {
            log.debug("cutting off a response: {}", LogText.of(broken.getCause()));
            if (clientResponse.abortQuietly()) {
                return;
            }
            throw clientResponse.cutOff();
        }
        clientResponse.reset();
        ProxyResponse refused = ProxyResponse.refused(
                ErrorStatus.BAD_GATEWAY, answer.cacheStatus().broken());
        clientResponse.begin(refused);
        exchange.end(refused.cacheStatus(), 0, true);
    }
}
