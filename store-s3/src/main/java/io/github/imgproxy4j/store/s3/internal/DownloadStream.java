package io.github.imgproxy4j.store.s3.internal;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of one object: all of them, or an {@link IOException}. A download that breaks goes on where it stopped, as
 * long as the object is the same.
 */
final class DownloadStream extends InputStream {
    private static final Logger log = LoggerFactory.getLogger(DownloadStream.class);
    private static final int RESUMPTIONS = 2;

    private final Resumption resumption;
    private final long length;
    private ResponseInputStream<GetObjectResponse> response;
    private ExactInputStream in;
    private int resumptionsLeft = RESUMPTIONS;

    DownloadStream(ResponseInputStream<GetObjectResponse> response, Resumption resumption) {
        this.resumption = resumption;
        this.length = response.response().contentLength();
        this.response = response;
        this.in = new ExactInputStream(response, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        while (true) {
            try {
                return in.read(target, offset, count);
            } catch (IOException | SdkException broken) {
                resume(broken);
            }
        }
    }

    private void resume(Exception broken) throws IOException {
        long missing = in.remaining();
        response.abort();
        ResponseInputStream<GetObjectResponse> rest = resumptionsLeft == 0 ? null : rest(length - missing, broken);
        if (rest == null) {
            throw new IOException("the object could not be read to its end: " + broken.getMessage(), broken);
        }
        resumptionsLeft--;
        response = rest;
        in = new ExactInputStream(rest, missing);
        log.debug("a broken download is resumed after {} of {} bytes", length - missing, length, broken);
    }

    private @Nullable ResponseInputStream<GetObjectResponse> rest(long offset, Exception broken) {
        try {
            return resumption.from(offset);
        } catch (SdkException alsoBroken) {
            broken.addSuppressed(alsoBroken);
            return null;
        }
    }

    /** Keeps the connection for the next call, or drops it where the rest would have to be read first. */
    @Override
    public void close() throws IOException {
        if (in.remaining() == 0) {
            response.close();
        } else {
            response.abort();
        }
    }

    /** Asks for the rest of an object. */
    @FunctionalInterface
    interface Resumption {
        /** The bytes from an offset on, or null if they cannot be had from the same object. */
        @Nullable
        ResponseInputStream<GetObjectResponse> from(long offset);
    }
}
