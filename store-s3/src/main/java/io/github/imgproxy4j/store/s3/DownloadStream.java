package io.github.imgproxy4j.store.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of one object: all of them, or an {@link IOException}. */
final class DownloadStream extends InputStream {
    private final ResponseInputStream<GetObjectResponse> response;
    private final ExactInputStream in;

    DownloadStream(ResponseInputStream<GetObjectResponse> response) {
        this.response = response;
        this.in = new ExactInputStream(response, response.response().contentLength());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        try {
            return in.read(target, offset, count);
        } catch (SdkException broken) {
            throw new IOException("the object could not be read to its end: " + broken.getMessage(), broken);
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
}
