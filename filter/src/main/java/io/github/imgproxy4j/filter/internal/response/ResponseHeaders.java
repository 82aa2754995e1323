package io.github.imgproxy4j.filter.internal.response;

import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of one response, among those that outer filters put there.
 *
 * <p>Such filters are made for pages: they forbid caches, announce a charset or name a version. What of that would
 * contradict a response is taken out, and what a response says gets past wrappers that would change it. Everything else
 * that they set stays, such as the headers of security and CORS.
 *
 * <p>A wrapper with a stream of its own changes the body; there its headers count as well.
 *
 * <p>For one thread at a time.
 */
public final class ResponseHeaders {
    /** They describe the response, so no one else can know them. */
    private static final List<String> CONTRADICTING =
            List.of("Pragma", "Expires", "ETag", "Last-Modified", "Age", "Content-Language", "Content-Range");

    private final HttpServletResponse outer;
    private final HttpServletResponse container;
    private final boolean foreignOutput;
    private boolean mayReset;

    public ResponseHeaders(HttpServletResponse outer) {
        this.outer = outer;
        this.container = innermost(outer);
        this.foreignOutput = outer != container && ResponseWrappers.replaceOutput(outer);
        this.mayReset = !foreignOutput;
    }

    private static HttpServletResponse innermost(HttpServletResponse response) {
        HttpServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper
                && wrapper.getResponse() instanceof HttpServletResponse wrapped) {
            inner = wrapped;
        }
        return inner;
    }

    /** Whether the bytes go through an outer filter, which then waits for the end of {@code doFilter} to pass them on. */
    boolean foreignOutput() {
        return foreignOutput;
    }

    /**
     * Takes out what contradicts a response; before the response sets its own.
     *
     * <p>By the container's own response, because wrappers need not expect null. Tomcat 10.1 does not know it either and
     * has to forget all headers. What a compressing filter has written already would go with them, and so would the
     * listener of asynchronous writing; then they stay there.
     */
    public void removeContradicting() {
        container.setCharacterEncoding(null);
        if (!Locale.getDefault().equals(container.getLocale())) {
            container.setLocale(null);
        }
        boolean left = remove("Content-Encoding", !foreignOutput);
        for (String name : CONTRADICTING) {
            left |= remove(name, true);
        }
        if (left && mayReset) {
            resetWithoutContradicting();
        }
    }

    /** Whether it is still there although it should not be. */
    private boolean remove(String name, boolean wanted) {
        if (!wanted || !container.containsHeader(name)) {
            return false;
        }
        container.setHeader(name, null);
        return container.containsHeader(name);
    }

    private void resetWithoutContradicting() {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (String name : container.getHeaderNames()) {
            if (!isContradicting(name)) {
                kept.put(name, List.copyOf(container.getHeaders(name)));
            }
        }
        container.reset();
        kept.forEach((name, values) -> values.forEach(value -> container.addHeader(name, value)));
    }

    private static boolean isContradicting(String name) {
        return name.equalsIgnoreCase("Content-Encoding")
                || CONTRADICTING.stream().anyMatch(name::equalsIgnoreCase);
    }

    /**
     * Removes what contradicts, and forbids caches for now, before the container's thread returns and the response comes
     * from another one. Spring Security adds its own {@code Cache-Control}, {@code Pragma} and {@code Expires} to a response that comes back without.
     */
    void beforeAsync() {
        removeContradicting();
        set("Cache-Control", "no-store");
        mayReset = false;
    }

    public void set(String name, String value) {
        outer.setHeader(name, value);
        if (pastWrappers()) {
            container.setHeader(name, value);
        }
    }

    public void contentType(String value) {
        outer.setContentType(value);
        if (pastWrappers()) {
            // A charset that a wrapper added stays until it is taken away.
            container.setCharacterEncoding(null);
            container.setContentType(value);
        }
    }

    /** Adds to {@code Vary}: what outer filters select by, such as the origin of a request, still counts. */
    void vary(String name) {
        boolean there = outer.getHeaders("Vary").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(name::equalsIgnoreCase);
        if (!there) {
            outer.addHeader("Vary", name);
        }
    }

    private boolean pastWrappers() {
        return outer != container && !foreignOutput;
    }
}
