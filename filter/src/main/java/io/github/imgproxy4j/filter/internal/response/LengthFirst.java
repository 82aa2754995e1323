package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers for clients that do not get chunks: the end of the connection is all that tells them the end of a body of
 * unknown length, so a cut one looks whole (RFC 9112, section 8). Their body is collected before its first byte is sent.
 */
public final class LengthFirst {
    private LengthFirst() {}

    /**
     * Whether the response to this request may end with its connection: with HTTP/1.0, and in Jetty with any HTTP/1 where
     * either side has said that the connection closes. HTTP/2 and 3 tell a cut from an end.
     */
    public static boolean isNeededBy(HttpServletRequest servletRequest, HttpServletResponse servletResponse) {
        String protocol = servletRequest.getProtocol();
        return protocol.startsWith("HTTP/1.0")
                || protocol.startsWith("HTTP/0")
                || (protocol.startsWith("HTTP/1.")
                        && (says(Collections.list(servletRequest.getHeaders("Connection")))
                                || says(servletResponse.getHeaders("Connection"))));
    }

    private static boolean says(Iterable<String> connectionHeaders) {
        for (String header : connectionHeaders) {
            for (String option : List.of(header.split(",", -1))) {
                if (option.trim().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The response once all of its bytes are there, with their number; or 502 if they never will be. When it is
     * cancelled, neither is needed any more: a response that is not known yet is cancelled as well, and the bytes of one that is are
     * closed when they are all there.
     *
     * @param mayLoseLength whether an outer filter may change the body, and with it remove a known length
     */
    public static CompletableFuture<ProxyResponse> of(CompletableFuture<ProxyResponse> awaited, boolean mayLoseLength) {
        CompletableFuture<ProxyResponse> collected = new CompletableFuture<>();
        CompletableFuture<ProxyResponse> unused = awaited.thenCompose(answer -> collect(answer, mayLoseLength))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        collected.completeExceptionally(failure);
                    } else if (!collected.complete(answer) && answer.image() != null) {
                        answer.image().bytes().close();
                    }
                });
        CompletableFuture<ProxyResponse> unusedEither = collected.whenComplete((answer, failure) -> {
            if (collected.isCancelled()) {
                awaited.cancel(false);
            }
        });
        return collected;
    }

    private static CompletableFuture<ProxyResponse> collect(ProxyResponse answer, boolean mayLoseLength) {
        ProxyResponse.Image image = answer.image();
        if (image == null || (image.length().isPresent() && !mayLoseLength)) {
            return CompletableFuture.completedFuture(answer);
        }
        return image.bytes().wholeLength().handle((length, broken) -> {
            if (broken == null) {
                return answer.with(image.withLength(OptionalLong.of(length)));
            }
            image.bytes().close();
            if (!(broken instanceof BrokenBodyException)) {
                throw new CompletionException(broken);
            }
            return ProxyResponse.refused(
                            ErrorStatus.BAD_GATEWAY, answer.cacheStatus().broken())
                    .after(answer.timing());
        });
    }
}
