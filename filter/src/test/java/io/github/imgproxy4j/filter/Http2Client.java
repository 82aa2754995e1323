package io.github.imgproxy4j.filter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** As much of HTTP/2 without TLS (RFC 9113) as a rude client needs. For one thread. */
final class Http2Client implements Closeable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
    private final Map<Integer, String> ends = new HashMap<>();
    private int nextStream = 1;

    /**
     * A connection.
     *
     * @param window how many bytes of each stream the server may send before more are granted
     */
    Http2Client(int port, int window) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(SETTINGS, 0, 0, new byte[] {
            0, 4, (byte) (window >> 24), (byte) (window >> 16), (byte) (window >> 8), (byte) window
        });
        grant(0, 1 << 30);
    }

    /** Asks for a path and returns the stream; {@link #flush} sends it. */
    int get(String path) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        // RFC 7541, appendix A: GET, http, :authority and :path
        fields.writeBytes(new byte[] {(byte) 0x82, (byte) 0x86, 1});
        text(fields, "localhost");
        fields.write(4);
        text(fields, path);
        int stream = nextStream;
        nextStream += 2;
        bodies.put(stream, new ByteArrayOutputStream());
        frame(HEADERS, END_HEADERS | END_STREAM, stream, fields.toByteArray());
        return stream;
    }

    private static void text(ByteArrayOutputStream fields, String text) {
        int length = text.length();
        if (length < 127) {
            fields.write(length);
        } else {
            fields.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                fields.write(rest % 128 + 128);
                rest /= 128;
            }
            fields.write(rest);
        }
        fields.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void grant(int stream, int bytes) throws IOException {
        frame(WINDOW_UPDATE, 0, stream, number(bytes));
    }

    /** Wants no more of it. */
    void cancel(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, number(8));
    }

    void flush() throws IOException {
        out.flush();
    }

    private static byte[] number(int number) {
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    /** Reads frames until the stream has ended, granting as many bytes as came; returns how it ended. */
    String readToTheEnd(int stream) throws IOException {
        while (!ends.containsKey(stream)) {
            read(true);
        }
        return ends.get(stream);
    }

    byte[] body(int stream) {
        return bodies.get(stream).toByteArray();
    }

    /** Reads one frame. */
    void read(boolean granting) throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
            frame(type, ACK, 0, type == PING ? payload : new byte[0]);
            flush();
        } else if (type == DATA) {
            bodies.get(stream).writeBytes(payload);
            if (granting && length > 0 && (flags & END_STREAM) == 0) {
                grant(stream, length);
                grant(0, length);
                flush();
            }
        } else if (type == RST_STREAM) {
            ends.put(stream, "reset");
        } else if (type == GOAWAY) {
            String reason = new String(payload, 8, length - 8, StandardCharsets.UTF_8);
            bodies.keySet().forEach(open -> ends.putIfAbsent(open, "connection closed: " + reason));
        }
        if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
            ends.put(stream, "whole");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
