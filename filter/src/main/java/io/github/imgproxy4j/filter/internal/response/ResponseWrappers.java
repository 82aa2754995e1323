package io.github.imgproxy4j.filter.internal.response;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.util.List;

/** What outer filters have put around a response. */
final class ResponseWrappers {
    /** Packages of wrappers whose streams only tell when they are written to. */
    private static final List<String> HARMLESS =
            List.of("org.springframework.security.", "org.springframework.session.");

    private ResponseWrappers() {}

    /**
     * Whether a wrapper has a stream of its own, that compresses or collects bytes for example. Its filter passes the rest
     * on when {@code doFilter} returns, so the body has to be whole by then; and few such streams can be written
     * asynchronously, although no call of the Servlet API says so.
     */
    static boolean replaceOutput(ServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            if (replacesOutput(wrapper.getClass())) {
                return true;
            }
            inner = wrapper.getResponse();
        }
        return false;
    }

    /** By its class: to ask for the stream may already have made the wrapper begin. */
    private static boolean replacesOutput(Class<?> wrapper) {
        if (HARMLESS.stream().anyMatch(wrapper.getName()::startsWith)) {
            return false;
        }
        try {
            return wrapper.getMethod("getOutputStream").getDeclaringClass() != ServletResponseWrapper.class;
        } catch (NoSuchMethodException unknown) {
            // A native image knows the methods of those classes only that it was told of.
            return true;
        }
    }
}
