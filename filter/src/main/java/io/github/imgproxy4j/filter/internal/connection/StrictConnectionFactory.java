package io.github.imgproxy4j.filter.internal.connection;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that take a response for no more and no less than it is, for the clients of imgproxy and of sources:
 *
 * <ul>
 *   <li>Bytes behind the end of a response fail its body if they are there already, and the connection is not used again
 *       (else they would be taken for the next response).
 *   <li>The length of a body is found as RFC 9112, section 6.3, says; what can be read in two ways is an error.
 *   <li>The head of a response, with all interim responses before it, has at most {@link #LONGEST_HEAD_BYTES}.
 * </ul>
 *
 * <p>A client that keeps connections must ask each of them before it is used again, by {@code
 * setValidateAfterInactivity(0)}: the look costs a microsecond, and only after a second of rest a millisecond.
 *
 * <p>Thread-safe.
 */
public final class StrictConnectionFactory implements HttpConnectionFactory<ManagedHttpClientConnection> {
    /** 256 KiB. */
    public static final int LONGEST_HEAD_BYTES = 256 * 1024;

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Http1Config config;

    /**
     * A factory.
     *
     * @param config size of the buffer, longest header line and most headers of every connection
     */
    public StrictConnectionFactory(Http1Config config) {
        this.config = config;
    }

    @Override
    public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
        StrictConnection connection =
                new StrictConnection("imgproxy4j-" + NUMBER.getAndIncrement(), config, new ResponseHeadParser(config));
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }
}
