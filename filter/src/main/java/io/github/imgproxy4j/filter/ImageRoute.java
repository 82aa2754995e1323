package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.response.AsyncDelivery;
import io.github.imgproxy4j.filter.internal.response.BlockingDelivery;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.LengthFirst;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.filter.internal.response.SecondRounds;
import io.github.imgproxy4j.filter.internal.response.Sendfile;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code MOUNT/SIGNATURE/OPTIONS/SOURCE} and {@code MOUNT/cache/KEY}, and all refused requests. */
final class ImageRoute implements ProxyRoute {
    private final CachingProxy proxy;
    private final String mount;
    private final SecondRounds secondRounds;

    /**
     * The route of one mount.
     *
     * @param mount below the context path
     * @param secondRounds receives the responses to be cut off
     */
    ImageRoute(CachingProxy proxy, String mount, SecondRounds secondRounds) {
        this.proxy = proxy;
        this.mount = mount;
        this.secondRounds = secondRounds;
    }

    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        CompletableFuture<ProxyResponse> answer = proxy.lookup()
                .find(
                        exchange.requestCheck(),
                        exchange.clientRequest(),
                        () -> Forwarding.of(
                                servletRequest,
                                exchange.clientRequest(),
                                proxy.policy().negotiation()));
        ProxyResponse now = answer.getNow(null);
        Path file = now == null ? null : Sendfile.fileOf(now, servletRequest, servletResponse);
        if (now != null && file != null) {
            Sendfile.deliver(exchange, now, servletRequest, file);
            return;
        }
        if (now != null && isShort(now)) {
            BlockingDelivery.deliver(exchange, now);
            return;
        }
        if (!exchange.clientRequest().isHead() && LengthFirst.isNeededBy(servletRequest, servletResponse)) {
            boolean mayLoseLength = exchange.clientResponse().hasForeignOutput();
            answer = LengthFirst.of(answer, mayLoseLength);
        }
        if (servletRequest.isAsyncSupported() && !exchange.clientResponse().hasForeignOutput()) {
            deliverLater(exchange, servletRequest, answer);
        } else {
            BlockingDelivery.deliver(exchange, await(answer));
        }
    }

    /** Writing a short body that is already here takes no longer than passing it to another thread. */
    private static boolean isShort(ProxyResponse answer) {
        return answer.image() == null || answer.image().bytes().isShort();
    }

    private void deliverLater(
            Exchange exchange, HttpServletRequest servletRequest, CompletableFuture<ProxyResponse> answer)
            throws IOException {
        exchange.clientResponse().beforeAsync();
        AsyncContext asyncContext = servletRequest.startAsync();
        // Waiting is limited by the limits on fetches, and writing by the container's own.
        asyncContext.setTimeout(0);
        AsyncDelivery delivery = new AsyncDelivery(exchange, asyncContext, proxy.deliveries(), mount, secondRounds);
        try {
            asyncContext.addListener(delivery);
            exchange.clientResponse().outputStream().setWriteListener(delivery);
        } catch (IOException | IllegalStateException requestOver) {
            delivery.onError(requestOver);
        }
        delivery.await(answer);
    }

    private static ProxyResponse await(CompletableFuture<ProxyResponse> answer) throws InterruptedIOException {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("waiting for upstream").initCause(interrupted);
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a fetch always announces a response", bug.getCause());
        }
    }
}
