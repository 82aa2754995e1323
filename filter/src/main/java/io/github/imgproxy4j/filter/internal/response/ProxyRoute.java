package io.github.imgproxy4j.filter.internal.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers the requests of one route. Thread-safe. */
@FunctionalInterface
public interface ProxyRoute {
    /**
     * Answers, or begins to.
     *
     * @param exchange what is answered through, and ended
     * @param servletRequest for what only the container can tell
     * @param servletResponse for what only the container can tell; nothing is written to it past the exchange
     * @throws IOException if the client is gone
     */
    void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException;
}
