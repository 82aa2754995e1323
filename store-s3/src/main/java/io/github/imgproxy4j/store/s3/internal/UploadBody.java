package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.store.ImageBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The body of an upload, opened again for each attempt.
 *
 * <p>The client takes a stream that is too long for whole, so this checks the length. And it takes an
 * {@link IOException} for a failure of the network and tries again; a body that cannot be read throws
 * {@link UncheckedIOException} instead, which ends the upload at once.
 */
final class UploadBody implements ContentStreamProvider {
    private final ImageBody body;

    private UploadBody(ImageBody body) {
        this.body = body;
    }

    static RequestBody of(ImageBody body, String contentType) {
        return body.length() == 0
                ? RequestBody.empty()
                : RequestBody.fromContentProvider(new UploadBody(body), body.length(), contentType);
    }

    @Override
    public InputStream newStream() {
        try {
            return new Unchecked(new ExactInputStream(body.open(), body.length()));
        } catch (IOException closed) {
            throw new UncheckedIOException(closed.getMessage(), closed);
        }
    }

    private static final class Unchecked extends FilterInputStream {
        Unchecked(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken.getMessage(), broken);
            }
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            try {
                return in.read(target, offset, count);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken.getMessage(), broken);
            }
        }
    }
}
