package io.github.imgproxy4j.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request over one connection to an address that was checked before, so that nobody can answer a second look-up of
 * the name with another address.
 *
 * <p>Belongs to one thread; {@link #close} may come from any and ends whatever waits. So does an interrupt.
 */
final class SourceConnection implements AutoCloseable {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int BUFFER_BYTES = 16 << 10;

    private final URI target;
    private final Deadline download;
    private final SocketChannel channel;
    private Socket socket;

    private SourceConnection(URI target, Deadline download, SocketChannel channel) {
        this.target = target;
        this.download = download;
        this.channel = channel;
        this.socket = channel.socket();
    }

    /**
     * A connection to the first address that accepts one.
     *
     * @param target an absolute URL with a host
     * @param addresses where to connect to, at least one; never looked up again
     * @param tls what makes encrypted connections; the certificate must be that of the URL's host
     * @param download when to give up connecting and, later, reading
     * @throws IOException if no address accepts one, or not in time
     */
    static SourceConnection open(
            URI target, List<InetAddress> addresses, Supplier<SSLSocketFactory> tls, Deadline download)
            throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses) {
            SourceConnection connection = new SourceConnection(target, download, SocketChannel.open());
            try {
                connection.connect(address, tls);
                return connection;
            } catch (IOException notThere) {
                connection.close();
                failure = notThere;
            }
        }
        throw failure;
    }

    /** Sends the request and reads the head of the answer. */
    SourceAnswer ask() throws IOException {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String port = target.getPort() < 0 ? "" : ":" + target.getPort();
        String head = "GET " + path + query + " HTTP/1.1\r\nHost: " + target.getHost() + port
                + "\r\nUser-Agent: imgproxy4j\r\nAccept: image/*,*/*;q=0.5\r\nAccept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return SourceAnswer.read(new BufferedInputStream(new Timed(socket.getInputStream()), BUFFER_BYTES));
    }

    @Override
    public void close() {
        try {
            // Not the encrypted socket: its farewell could wait for a peer that does not read.
            channel.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to free.
        }
    }

    private void connect(InetAddress address, Supplier<SSLSocketFactory> tls) throws IOException {
        boolean encrypted = "https".equalsIgnoreCase(target.getScheme());
        int defaultPort = encrypted ? HTTPS_PORT : HTTP_PORT;
        int port = target.getPort() < 0 ? defaultPort : target.getPort();
        socket.connect(new InetSocketAddress(address, port), millisLeft());
        if (encrypted) {
            socket.setSoTimeout(millisLeft());
            SSLSocket secured = (SSLSocket) tls.get().createSocket(socket, hostName(), port, true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            socket = secured;
        }
    }

    /** The host as certificates name it; URLs put IPv6 addresses into brackets. */
    private String hostName() {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int millisLeft() throws SocketTimeoutException {
        long left = download.left().toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the time for the download is over");
        }
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    /** Waits for each read only as long as the whole download may still take. */
    private final class Timed extends InputStream {
        private final InputStream raw;

        Timed(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(millisLeft());
            return raw.read(bytes, from, length);
        }
    }
}
