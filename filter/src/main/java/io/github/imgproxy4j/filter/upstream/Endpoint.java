package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server is. Immutable.
 *
 * @param secure whether it speaks TLS
 * @param host its name or address
 * @param port its port
 * @param prefix the path that all of its paths begin with, without a slash at the end; may be empty
 */
record Endpoint(boolean secure, String host, int port, String prefix) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Endpoint of(URI url) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int defaultPort = secure ? HTTPS_PORT : HTTP_PORT;
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return new Endpoint(
                secure,
                url.getHost(),
                url.getPort() < 0 ? defaultPort : url.getPort(),
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** The {@code Host} header: a default port is left out. */
    String authority() {
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
    }

    /**
     * A new connection, to the first of the host's addresses that takes one.
     *
     * @param timeout for each address
     * @throws UpstreamTimeoutException if none answered in time
     * @throws IOException if the server cannot be reached
     */
    Socket connect(Duration timeout) throws IOException {
        IOException last = null;
        for (InetAddress address : addresses()) {
            try {
                return connect(address, timeout);
            } catch (SocketTimeoutException tooSlow) {
                last = new UpstreamTimeoutException(this + " did not accept a connection within " + timeout, tooSlow);
            } catch (ConnectException unreachable) {
                last = new IOException(this + " cannot be reached", unreachable);
            }
        }
        throw last == null ? new IOException(this + " has no address") : last;
    }

    private InetAddress[] addresses() throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new IOException(this + " has no address", unknown);
        }
    }

    private Socket connect(InetAddress address, Duration timeout) throws IOException {
        Socket connected = null;
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
            socket.connect(new InetSocketAddress(address, port), millis);
            socket.setSoTimeout(millis);
            connected = secure ? withTls(socket) : socket;
            return connected;
        } finally {
            if (connected == null) {
                socket.close();
            }
        }
    }

    /** The certificate must be the host's. */
    private Socket withTls(Socket socket) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** The URL. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + prefix;
    }
}
