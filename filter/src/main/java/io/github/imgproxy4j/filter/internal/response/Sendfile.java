package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's way to let the kernel send a part of a file as the body, once the request is left: three attributes of the
 * request, so no class of Tomcat is needed. Tomcat says by another attribute whether this connection can do it.
 *
 * <p>The rules are those of Tomcat's own DefaultServlet. Request and response must be the container's: a wrapper would
 * wait for a body that never passes it.
 *
 * <p>Not over HTTP/2: if a client cancels a stream whose file is being sent, Tomcat closes its connection, with all the other
 * images of a page; and it has no gain there, because the body has to be cut into frames.
 *
 * <p>What is left to the container counts as sent, because the container does not report how much the client received.
 *
 * <p>Tomcat opens the file by its name, a moment after it was found. The name never becomes that of other bytes, so if
 * the variant is removed or replaced just then, Tomcat finds nothing and cuts the connection.
 */
public final class Sendfile {
    private static final String SUPPORT = "org.apache.tomcat.sendfile.support";
    private static final String FILE = "org.apache.tomcat.sendfile.filename";
    private static final String START = "org.apache.tomcat.sendfile.start";
    private static final String END = "org.apache.tomcat.sendfile.end";

    private static final String REQUEST_CLASS = "org.apache.catalina.connector.RequestFacade";
    private static final String RESPONSE_CLASS = "org.apache.catalina.connector.ResponseFacade";

    /** A shorter body leaves in one piece with its headers, which takes less than opening its file once more. */
    private static final int FEWEST_BYTES = 16 * 1024;

    private Sendfile() {}

    /** The file with the body of this response, if the container can send it and that is worth it, or null. */
    @Nullable
    public static Path fileOf(
            ProxyResponse answer, HttpServletRequest servletRequest, HttpServletResponse servletResponse) {
        ProxyResponse.Image image = answer.image();
        if (image == null
                || image.length().orElse(0) < FEWEST_BYTES
                || !servletRequest.getProtocol().startsWith("HTTP/1.")
                || !Boolean.TRUE.equals(servletRequest.getAttribute(SUPPORT))
                || !servletRequest.getClass().getName().equals(REQUEST_CLASS)
                || !servletResponse.getClass().getName().equals(RESPONSE_CLASS)) {
            return null;
        }
        return named(image.bytes().file());
    }

    /** A file of some other file system, such as one in memory, has a name that only Java knows. */
    private static @Nullable Path named(@Nullable Path file) {
        return file != null && file.getFileSystem().equals(FileSystems.getDefault()) ? file : null;
    }

    /**
     * Writes the headers of a response, leaves its body to the container, and closes its bytes.
     *
     * @param file what {@link #fileOf} gave
     */
    public static void deliver(Exchange exchange, ProxyResponse answer, HttpServletRequest servletRequest, Path file)
            throws IOException {
        ProxyResponse.Image image = Objects.requireNonNull(answer.image());
        try {
            ConditionalOutcome selection = exchange.clientResponse().begin(answer);
            long sent = 0;
            if (selection != null) {
                long end = Math.min(selection.end(), image.length().orElseThrow());
                servletRequest.setAttribute(FILE, file.toString());
                servletRequest.setAttribute(START, selection.first());
                servletRequest.setAttribute(END, end);
                sent = end - selection.first();
            }
            exchange.end(answer.cacheStatus(), sent, true);
        } finally {
            image.bytes().close();
            exchange.end(answer.cacheStatus(), 0, false);
        }
    }
}
