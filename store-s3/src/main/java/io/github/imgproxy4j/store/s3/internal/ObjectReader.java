package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads variants, ours and those that imgproxy-cache stored. Thread-safe. */
public final class ObjectReader {
    private static final Logger log = LoggerFactory.getLogger(ObjectReader.class);
    private static final int FORBIDDEN = 403;

    /**
     * What comes within one round trip anyway is read before anything is answered: should it break, upstream can still
     * serve the whole image.
     */
    private static final int READ_AT_ONCE = 64 * 1024;

    private final Bucket bucket;
    private final boolean readOnly;
    private final Duration timeout;
    private final boolean forbiddenIsMiss;

    /**
     * A reader.
     *
     * @param readOnly whether empty objects stay
     * @param timeout the longest time until an object begins
     * @param forbiddenIsMiss whether an object that may not be read counts as absent: without the permission to list,
     *     S3 answers so for what is not there
     */
    public ObjectReader(Bucket bucket, boolean readOnly, Duration timeout, boolean forbiddenIsMiss) {
        this.bucket = bucket;
        this.readOnly = readOnly;
        this.timeout = timeout;
        this.forbiddenIsMiss = forbiddenIsMiss;
    }

    @Nullable
    public StoredImage open(String key) throws IOException {
        try {
            return opened(key, bucket.open(key, timeout));
        } catch (SdkException failure) {
            if (Bucket.isMissingObject(failure) || isForbiddenMiss(failure)) {
                return null;
            }
            throw bucket.failure(failure, "s3:GetObject, and s3:ListBucket so that absent objects show");
        }
    }

    /** A wrong key or a wrong clock are answered with 403 as well, and must show. */
    private boolean isForbiddenMiss(SdkException failure) {
        String code = Failures.codeOf(failure);
        return forbiddenIsMiss
                && Bucket.statusOf(failure) == FORBIDDEN
                && (code.isEmpty() || code.equals("AccessDenied"));
    }

    private @Nullable StoredImage opened(String key, ResponseInputStream<GetObjectResponse> response)
            throws IOException {
        if (response.response().contentLength() == null) {
            response.abort();
            throw new IOException("the server does not send the length of " + key);
        }
        DownloadStream download = new DownloadStream(
                response, offset -> rest(key, response.response().eTag(), offset));
        StoredImage image = null;
        try {
            image = read(key, response.response(), download);
            return image;
        } finally {
            if (image == null) {
                download.close();
            }
        }
    }

    private @Nullable StoredImage read(String key, GetObjectResponse response, DownloadStream download)
            throws IOException {
        long length = response.contentLength();
        InputStream body = length > READ_AT_ONCE ? download : readAtOnce(download, (int) length);
        ImageMetadata metadata = ObjectHeaders.read(response);
        return metadata == null ? foreign(key, response, body) : new StoredImage(metadata, body);
    }

    /** A download of another length fails by itself. */
    private static InputStream readAtOnce(DownloadStream download, int length) throws IOException {
        try (download) {
            return new ByteArrayInputStream(download.readNBytes(length));
        }
    }

    private @Nullable StoredImage foreign(String key, GetObjectResponse response, InputStream body) throws IOException {
        byte[] start = body.readNBytes(ImageSignature.BYTES);
        if (start.length == 0) {
            if (!readOnly) {
                removeEmpty(key);
            }
            return null;
        }
        String contentType = ImageSignature.typeOf(start);
        if (contentType == null) {
            log.debug("{} was written by another program and is not a known image; it is treated as not stored", key);
            return null;
        }
        return new StoredImage(
                ObjectHeaders.readForeign(response, contentType),
                new SequenceInputStream(new ByteArrayInputStream(start), body));
    }

    /**
     * imgproxy-cache stores nothing for a HEAD; that object would keep the image from being stored for ever. Should a
     * good one come into its place just now, it is lost and the next miss stores it again.
     */
    private void removeEmpty(String key) {
        String name = bucket.location().objectName(key);
        try {
            bucket.call(client ->
                    client.deleteObject(delete -> delete.bucket(bucket.name()).key(name)));
            log.info("removed the empty object {} from {}", key, bucket.location());
        } catch (SdkException failure) {
            log.warn(
                    "{} is empty and could not be removed from {}: {}",
                    key,
                    bucket.location(),
                    LogText.of(failure.getMessage()));
        }
    }

    /** RFC 9110, section 13.1.1: If-Match makes sure that both parts are of one object. */
    private @Nullable ResponseInputStream<GetObjectResponse> rest(String key, @Nullable String etag, long offset) {
        if (etag == null) {
            return null;
        }
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket.name())
                .key(bucket.location().objectName(key))
                .range("bytes=" + offset + "-")
                .ifMatch(etag)
                .overrideConfiguration(call -> call.apiCallTimeout(timeout))
                .build();
        ResponseInputStream<GetObjectResponse> rest = bucket.call(client -> client.getObject(request));
        String range = rest.response().contentRange();
        if (range == null || !range.startsWith("bytes " + offset + "-")) {
            rest.abort();
            return null;
        }
        return rest;
    }
}
