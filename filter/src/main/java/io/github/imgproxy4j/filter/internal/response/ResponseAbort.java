package io.github.imgproxy4j.filter.internal.response;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a response of which the client has a part so that nobody takes that for the whole.
 *
 * <p>The Servlet API has no call for it. An exception that leaves the filter does it in every container, and Jetty logs
 * that with the URL of the request, which holds the signature. But Jetty's own response takes an error of -1 for the
 * order to abort, and logs nothing. A wrapper of somebody else might swallow that call, so it does not go through one.
 */
final class ResponseAbort {
    private static final int JETTY_ABORT = -1;

    private ResponseAbort() {}

    /** Aborts the response if its container has a way that it does not log; if not, throw an exception. */
    static boolean quietly(HttpServletResponse servletResponse) throws IOException {
        ServletResponse own = servletResponse;
        while (own instanceof ServletResponseWrapper wrapper) {
            own = wrapper.getResponse();
        }
        if (own instanceof HttpServletResponse jetty && own.getClass().getName().startsWith("org.eclipse.jetty.")) {
            jetty.sendError(JETTY_ABORT);
            return true;
        }
        return false;
    }
}
