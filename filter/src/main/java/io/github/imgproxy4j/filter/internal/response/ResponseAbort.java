package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.body.BrokenBodyException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends a partly sent response in such a way that the client does not take it for a complete one.
 *
 * <p>The Servlet API has no call for it. An exception that leaves the filter does it in every container, and containers log
 * that as an error of the app, Jetty with the URL of the request, which holds the signature. But Jetty's own response
 * takes an error of -1 for the order to abort, and Tomcat an exception of its own for the order to close; both log
 * nothing then. A wrapper of another filter might swallow the call, so it is not called through one.
 */
public final class ResponseAbort {
    private static final int JETTY_ABORT = -1;
    private static final String TOMCAT_CLOSE = "org.apache.coyote.CloseNowException";

    private ResponseAbort() {}

    /** Aborts the response if its container has a way that it does not log; if not, throw an exception. */
    static boolean quietly(HttpServletResponse servletResponse) throws IOException {
        ServletResponse own = unwrapped(servletResponse);
        if (own instanceof HttpServletResponse jetty && own.getClass().getName().startsWith("org.eclipse.jetty.")) {
            jetty.sendError(JETTY_ABORT);
            return true;
        }
        return false;
    }

    /** What has to leave the filter to cut the connection. */
    public static IOException exception(ServletResponse servletResponse) {
        BrokenBodyException cutOff = BrokenBodyException.cutOff();
        ServletResponse own = unwrapped(servletResponse);
        if (own.getClass().getName().startsWith("org.apache.catalina.")) {
            try {
                Object closeNow = Class.forName(
                                TOMCAT_CLOSE, false, own.getClass().getClassLoader())
                        .getConstructor(Throwable.class)
                        .newInstance(cutOff);
                return closeNow instanceof IOException quiet ? quiet : cutOff;
            } catch (ReflectiveOperationException otherVersion) {
                return cutOff;
            }
        }
        return cutOff;
    }

    private static ServletResponse unwrapped(ServletResponse servletResponse) {
        ServletResponse own = servletResponse;
        while (own instanceof ServletResponseWrapper wrapper) {
            own = wrapper.getResponse();
        }
        return own;
    }
}
