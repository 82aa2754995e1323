package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.Urgency;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The part of a client's request that decides over the response; nothing else of it has any effect on that.
 *
 * @param method the method, as sent
 * @param requestUri the raw path, not decoded, without query
 * @param accept the {@code Accept}, or null
 * @param conditions its conditions
 * @param background whether visitors come before it
 */
public record ClientRequest(
        String method, String requestUri, @Nullable String accept, Conditions conditions, boolean background) {
    /** A request of a visitor. */
    public ClientRequest(String method, String requestUri, @Nullable String accept, Conditions conditions) {
        this(method, requestUri, accept, conditions, false);
    }

    public static ClientRequest of(HttpServletRequest clientRequest) {
        return new ClientRequest(
                clientRequest.getMethod(),
                clientRequest.getRequestURI(),
                accept(clientRequest),
                Conditions.of(clientRequest),
                Urgency.isBackground(clientRequest.getHeader(Urgency.HEADER)));
    }

    private static @Nullable String accept(HttpServletRequest clientRequest) {
        String first = clientRequest.getHeader("Accept");
        return first == null ? null : String.join(",", Collections.list(clientRequest.getHeaders("Accept")));
    }

    boolean isGetOrHead() {
        return method.equals("GET") || isHead();
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }
}
