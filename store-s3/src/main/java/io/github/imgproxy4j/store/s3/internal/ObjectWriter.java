package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Writes variants, in the way that the server understands. Thread-safe. */
public final class ObjectWriter {
    private static final Logger log = LoggerFactory.getLogger(ObjectWriter.class);
    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;
    private static final int SERVER_ERROR = 500;
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);

    private final Bucket bucket;
    private final UploadOptions options;
    private final ServerAbilities abilities;

    public ObjectWriter(Bucket bucket, UploadOptions options, ServerAbilities abilities) {
        this.bucket = bucket;
        this.options = options;
        this.abilities = abilities;
    }

    public boolean accepts(String contentType) {
        return options.svg() != SvgDelivery.SKIP || !ObjectHeaders.isSvg(contentType);
    }

    public boolean write(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        if (body.length() != metadata.length()) {
            throw new IOException("body has " + body.length() + " bytes instead of " + metadata.length());
        }
        if (!accepts(metadata.contentType())) {
            log.debug("{} is an SVG and is not stored in the bucket, because of {}", key, S3Settings.SVG);
            return false;
        }
        String name = bucket.location().objectName(key);
        while (true) {
            PutObjectRequest request = request(name, metadata);
            try {
                return upload(request, metadata, body);
            } catch (SdkException failure) {
                if (!abilities.giveUpWhatIsRefused(failure, request)) {
                    throw bucket.failure(failure, permission());
                }
            }
        }
    }

    private String permission() {
        return abilities.works(Ability.TAGS) && !options.tags().isEmpty()
                ? "s3:PutObject and s3:PutObjectTagging"
                : "s3:PutObject";
    }

    private PutObjectRequest request(String name, ImageMetadata metadata) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket.name()).key(name);
        ObjectHeaders.write(metadata, options, request);
        options.write(request);
        if (abilities.works(Ability.CONDITIONAL_PUT)) {
            request.ifNoneMatch("*");
        }
        if (abilities.works(Ability.CHECKSUMS)) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32);
        }
        if (!options.tags().isEmpty() && abilities.works(Ability.TAGS)) {
            request.tagging(options.tagging());
        }
        return request.build();
    }

    private boolean upload(PutObjectRequest request, ImageMetadata metadata, ImageBody body) throws IOException {
        if (request.ifNoneMatch() == null && isThere(request.key())) {
            return false;
        }
        try {
            bucket.call(client -> client.putObject(request, UploadBody.of(body, metadata.contentType())));
            return true;
        } catch (UncheckedIOException broken) {
            throw new IOException("the body cannot be read: " + broken.getMessage(), broken);
        } catch (SdkException failure) {
            // Also what our own first attempt gets when it arrived and its response did not.
            if (Bucket.statusOf(failure) == PRECONDITION_FAILED) {
                return false;
            }
            if (isOutcomeUnknown(failure) && isStored(request.key(), metadata)) {
                return true;
            }
            throw failure;
        }
    }

    /** Without permission to list, what is not there is forbidden. */
    private boolean isThere(String name) {
        try {
            bucket.call(client ->
                    client.headObject(head -> head.bucket(bucket.name()).key(name)));
            return true;
        } catch (SdkException failure) {
            if (Bucket.isMissingObject(failure) || Bucket.statusOf(failure) == FORBIDDEN) {
                return false;
            }
            throw failure;
        }
    }

    /** The request may have arrived, and the response may have been lost. */
    private static boolean isOutcomeUnknown(SdkException failure) {
        int status = Bucket.statusOf(failure);
        return status == SERVER_ERROR || (status == 0 && !Failures.isUnsent(failure));
    }

    private boolean isStored(String name, ImageMetadata metadata) {
        try {
            return ObjectHeaders.isSame(
                    metadata,
                    bucket.call(client -> client.headObject(head -> head.bucket(bucket.name())
                            .key(name)
                            .overrideConfiguration(call -> call.apiCallTimeout(LOOK_TIMEOUT)))));
        } catch (SdkException alsoUnknown) {
            return false;
        }
    }
}
