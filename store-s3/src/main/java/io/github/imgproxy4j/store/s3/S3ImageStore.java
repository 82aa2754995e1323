package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps each variant in one object of an S3-compatible bucket. Thread-safe; several JVMs may share the bucket.
 *
 * <p>An object carries the headers that a browser needs, so that it can be read without us. Objects that imgproxy-cache
 * stored are read too: what they lack is made up from their first bytes.
 *
 * <pre>{@code
 * S3ImageStore store = S3ImageStore.builder("images")
 *         .folder("variants/")
 *         .endpoint(URI.create("https://s3.example.com"))
 *         .build();
 * }</pre>
 */
public final class S3ImageStore implements ImageStore {
    private static final Logger log = LoggerFactory.getLogger(S3ImageStore.class);

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /** A reader waits at most so long for the first byte; then upstream is asked instead. */
    private static final Duration GET_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    private final BucketLocation location;
    private final S3Client client;
    private final Failures failures;

    private S3ImageStore(BucketLocation location, S3Client client) {
        this.location = location;
        this.client = client;
        this.failures = new Failures(location);
    }

    /** A builder for a store in a bucket. */
    public static Builder builder(String bucket) {
        return new Builder(bucket);
    }

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.objectName(key))
                .overrideConfiguration(call -> call.apiCallTimeout(GET_TIMEOUT))
                .build();
        ResponseInputStream<GetObjectResponse> response;
        try {
            response = client.getObject(request);
        } catch (SdkException failure) {
            if (isMissingObject(failure)) {
                return null;
            }
            throw failures.describe(
                    "reading " + key, "s3:GetObject, and s3:ListBucket so that absent objects show", failure);
        }
        return opened(key, response);
    }

    private @Nullable StoredImage opened(String key, ResponseInputStream<GetObjectResponse> response)
            throws IOException {
        if (response.response().contentLength() == null) {
            response.abort();
            throw new IOException("reading " + key + " failed: " + location + ": the server does not tell the length");
        }
        DownloadStream body = new DownloadStream(response);
        ImageMetadata metadata = ObjectHeaders.read(response.response());
        if (metadata != null) {
            return new StoredImage(metadata, body);
        }
        StoredImage image = null;
        try {
            image = foreign(key, response.response(), body);
            return image;
        } finally {
            if (image == null) {
                body.close();
            }
        }
    }

    private @Nullable StoredImage foreign(String key, GetObjectResponse response, InputStream body) throws IOException {
        byte[] start = body.readNBytes(ImageSignature.BYTES);
        if (start.length == 0) {
            removeEmpty(key);
            return null;
        }
        String contentType = ImageSignature.typeOf(start);
        if (contentType == null) {
            log.debug("{} is an object of somebody else and not a known image; it counts as not stored", key);
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
        try {
            client.deleteObject(delete -> delete.bucket(location.bucket()).key(location.objectName(key)));
            log.info("removed the empty object {} from {}", key, location);
        } catch (SdkException failure) {
            log.warn("{} is empty and could not be removed from {}: {}", key, location, failure.getMessage());
        }
    }

    /** Somebody else's object under the same name counts as there, too, and is never replaced. */
    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(location.objectName(key))
                .ifNoneMatch("*");
        if (body.length() != metadata.length()) {
            throw new IOException("body has " + body.length() + " bytes instead of " + metadata.length());
        }
        ObjectHeaders.write(metadata, request);
        try {
            client.putObject(request.build(), UploadBody.of(body, metadata.contentType()));
            return true;
        } catch (UncheckedIOException broken) {
            throw new IOException(
                    "storing " + key + " failed: its body cannot be read: " + broken.getMessage(), broken);
        } catch (SdkException failure) {
            // Also what our own first attempt gets when it arrived and its answer did not.
            if (failure instanceof S3Exception answered && answered.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw failures.describe("storing " + key, "s3:PutObject", failure);
        }
    }

    /**
     * Removes a variant. S3 does not tell whether a removed object was there, so this asks before; of two who remove
     * the same object at once both may be told that it was there.
     */
    @Override
    public boolean delete(String key) throws IOException {
        String name = location.objectName(key);
        try {
            client.headObject(head -> head.bucket(location.bucket()).key(name));
            client.deleteObject(delete -> delete.bucket(location.bucket()).key(name));
            return true;
        } catch (SdkException failure) {
            if (isMissingObject(failure)) {
                return false;
            }
            throw failures.describe("deleting " + key, "s3:GetObject, s3:ListBucket and s3:DeleteObject", failure);
        }
    }

    /**
     * Removes the objects whose names are the folder and a cache key of some layout, whoever stored them. Keys with a
     * prefix are not among them; give the prefix as the folder instead.
     */
    @Override
    public void clear() throws IOException {
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                    list -> list.bucket(location.bucket()).prefix(location.folder()))) {
                deleteVariants(page.contents());
            }
        } catch (SdkException failure) {
            throw failures.describe("clearing", "s3:ListBucket and s3:DeleteObject", failure);
        }
    }

    private void deleteVariants(List<S3Object> objects) throws IOException {
        List<ObjectIdentifier> variants = objects.stream()
                .map(S3Object::key)
                .filter(location::isVariant)
                .map(name -> ObjectIdentifier.builder().key(name).build())
                .toList();
        if (variants.isEmpty()) {
            return;
        }
        DeleteObjectsResponse response = client.deleteObjects(delete -> delete.bucket(location.bucket())
                .delete(batch -> batch.objects(variants).quiet(true)));
        if (response.hasErrors() && !response.errors().isEmpty()) {
            var first = response.errors().get(0);
            throw new IOException(
                    "clearing failed: " + location + ": " + response.errors().size()
                            + " objects stay, the first of them for " + first.code()
                            + "; allow s3:DeleteObject to the AWS credentials");
        }
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public String tier() {
        return "s3";
    }

    @Override
    public String description() {
        return location.toString();
    }

    /** Asks for the bucket; whether objects may be written shows only when one is. */
    @Override
    public void checkReady() throws IOException {
        try {
            client.headBucket(head ->
                    head.bucket(location.bucket()).overrideConfiguration(call -> call.apiCallTimeout(CHECK_TIMEOUT)));
        } catch (SdkException failure) {
            throw failures.describe("checking", "s3:ListBucket", failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** A missing bucket is no missing object: it is a mistake that must show. */
    private static boolean isMissingObject(SdkException failure) {
        return failure instanceof S3Exception answered
                && answered.statusCode() == NOT_FOUND
                && !(failure instanceof NoSuchBucketException);
    }

    /** Collects where the objects are. For one thread. */
    public static final class Builder {
        private final String bucket;
        private String folder = "";
        private @Nullable URI endpoint;
        private @Nullable String region;
        private @Nullable Boolean pathStyle;

        private Builder(String bucket) {
            this.bucket = bucket;
        }

        /** What object names begin with; {@code variants/} makes a folder, {@code variants} does not. */
        public Builder folder(String prefix) {
            this.folder = prefix;
            return this;
        }

        /** A server other than AWS. */
        public Builder endpoint(URI url) {
            this.endpoint = url;
            return this;
        }

        /** The region; else that of the AWS chain, and {@code auto} where an endpoint is set and the chain has none. */
        public Builder region(String name) {
            this.region = name;
            return this;
        }

        /** Whether the bucket stands in the path instead of the host name; else only where an endpoint is set. */
        public Builder pathStyle(boolean inPath) {
            this.pathStyle = inPath;
            return this;
        }

        /**
         * A store that connects at its first use.
         *
         * @throws IllegalStateException if nothing tells the region
         */
        public S3ImageStore build() {
            var location = new BucketLocation(bucket, folder, endpoint, resolvedRegion());
            boolean inPath = pathStyle == null ? endpoint != null : pathStyle;
            return new S3ImageStore(location, S3Clients.create(location, inPath));
        }

        private String resolvedRegion() {
            if (region != null) {
                return region;
            }
            try {
                return chain().getRegion().id();
            } catch (SdkClientException unknown) {
                if (endpoint != null) {
                    return "auto";
                }
                throw new IllegalStateException("must name the region of the bucket", unknown);
            }
        }

        /** Without the metadata service where there is an endpoint: outside of AWS it costs seconds to find none. */
        private AwsRegionProvider chain() {
            return endpoint == null
                    ? DefaultAwsRegionProviderChain.builder().build()
                    : new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
        }
    }
}
