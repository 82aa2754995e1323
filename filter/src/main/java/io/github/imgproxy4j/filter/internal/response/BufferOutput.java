package io.github.imgproxy4j.filter.internal.response;

import static java.lang.invoke.MethodType.methodType;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A container's own way to write a buffer, without an array between: a public method that the Servlet API did not have
 * before 6.1. Thread-safe.
 *
 * <p>Only outputs of containers that were looked into, and that are done with the buffer when the call returns: Jetty
 * waits in this call, of whatever kind the request is, and Tomcat copies. Whatever a wrapper has put around such an output
 * is of another class.
 */
final class BufferOutput {
    /** For one class; others alternate with it only where several containers run one filter. */
    private static volatile @Nullable BufferOutput last;

    private final Class<?> type;
    private final @Nullable MethodHandle writer;

    private BufferOutput(Class<?> type) {
        this.type = type;
        this.writer = writer(type);
    }

    /** The way of this output, or null if it has none. */
    static @Nullable BufferOutput of(ServletOutputStream out) {
        BufferOutput known = last;
        if (known == null || known.type != out.getClass()) {
            known = new BufferOutput(out.getClass());
            last = known;
        }
        return known.writer == null ? null : known;
    }

    private static @Nullable MethodHandle writer(Class<?> type) {
        String name = type.getName();
        if (name.startsWith("org.eclipse.jetty.") && name.endsWith(".servlet.HttpOutput")) {
            return method(type, "sendContent");
        }
        return name.equals("org.apache.catalina.connector.CoyoteOutputStream") ? method(type, "write") : null;
    }

    private static @Nullable MethodHandle method(Class<?> type, String name) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(type, name, methodType(void.class, ByteBuffer.class))
                    .asType(methodType(void.class, ServletOutputStream.class, ByteBuffer.class));
        } catch (NoSuchMethodException | IllegalAccessException otherVersion) {
            return null;
        }
    }

    /**
     * Writes all that remains of the buffer, as the whole body.
     *
     * @param out the output that this was asked for
     * @throws IOException if the client left; then the container may still read from the buffer
     */
    void write(ServletOutputStream out, ByteBuffer buffer) throws IOException {
        try {
            if (writer != null) {
                writer.invokeExact(out, buffer);
            }
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }
}
