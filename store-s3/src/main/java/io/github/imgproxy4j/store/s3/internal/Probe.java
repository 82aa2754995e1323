package io.github.imgproxy4j.store.s3.internal;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Finds out what a server can, by a few requests about an object of its own, which it removes.
 *
 * <p>Storing that object with all configured options also shows whether the server takes those.
 */
public final class Probe {
    private static final int PRECONDITION_FAILED = 412;
    private static final int SERVER_ERROR = 500;
    private static final String CONTENT = "imgproxy4j";

    private final Bucket bucket;
    private final UploadOptions options;
    private final ServerAbilities abilities;
    private final String name;

    public Probe(Bucket bucket, UploadOptions options, ServerAbilities abilities) {
        this.bucket = bucket;
        this.options = options;
        this.abilities = abilities;
        this.name = bucket.location().folder() + ".imgproxy4j-probe-" + UUID.randomUUID();
    }

    /**
     * Makes the requests.
     *
     * @throws IOException if nothing can be stored, with one line that says what to change; or if the server failed in a
     *     way that says nothing of what it can, and may be asked again
     */
    public void run() throws IOException {
        store();
        try {
            findOut(Ability.CONDITIONAL_PUT, this::storeAgain);
            findOut(Ability.CHECKSUMS, this::storeWithChecksum);
            if (!options.tags().isEmpty()) {
                findOut(Ability.TAGS, this::storeWithTags);
            }
            findOut(Ability.RANGE, this::readPart);
            findOut(Ability.LIST, this::list);
        } finally {
            remove();
        }
    }

    private void store() throws IOException {
        try {
            put(request -> {});
        } catch (SdkException failure) {
            throw bucket.failureInFull(failure, "s3:PutObject");
        }
    }

    private void findOut(Ability ability, Trial trial) throws IOException {
        try {
            trial.run();
            abilities.found(ability);
        } catch (SdkException failure) {
            if (isPassing(failure)) {
                throw bucket.failureInFull(failure, "s3:PutObject and s3:GetObject");
            }
            abilities.missed(ability, reason(failure));
        } catch (IgnoredException ignored) {
            abilities.missed(ability, "ignored");
        }
    }

    /** No response, or one that the same request may not get a moment later. */
    private static boolean isPassing(SdkException failure) {
        int status = Bucket.statusOf(failure);
        return status == 0 || (status >= SERVER_ERROR && !ServerAbilities.isNotImplemented(failure));
    }

    private static String reason(SdkException failure) {
        return (Bucket.statusOf(failure) + " " + Failures.codeOf(failure)).strip();
    }

    private void storeAgain() throws IgnoredException {
        try {
            put(request -> request.ifNoneMatch("*"));
        } catch (SdkException failure) {
            if (Bucket.statusOf(failure) == PRECONDITION_FAILED) {
                return;
            }
            throw failure;
        }
        throw new IgnoredException();
    }

    /** Reads it back, because a server that does not know checksums in trailers stores them with the image. */
    private void storeWithChecksum() throws IgnoredException {
        put(request -> request.checksumAlgorithm(ChecksumAlgorithm.CRC32));
        if (read(null).contentLength() != CONTENT.length()) {
            throw new IgnoredException();
        }
    }

    private void storeWithTags() {
        put(request -> request.tagging(options.tagging()));
    }

    private void readPart() throws IgnoredException {
        if (read("bytes=1-2").contentRange() == null) {
            throw new IgnoredException();
        }
    }

    private GetObjectResponse read(@Nullable String range) {
        return bucket.call(client -> client.getObjectAsBytes(
                        get -> get.bucket(bucket.name()).key(name).range(range)))
                .response();
    }

    private void list() {
        bucket.call(client -> client.listObjectsV2(list ->
                list.bucket(bucket.name()).prefix(bucket.location().folder()).maxKeys(1)));
    }

    private void remove() {
        try {
            bucket.call(client ->
                    client.deleteObject(delete -> delete.bucket(bucket.name()).key(name)));
            abilities.found(Ability.DELETE);
        } catch (SdkException failure) {
            abilities.missed(Ability.DELETE, reason(failure));
        }
    }

    private void put(Consumer<PutObjectRequest.Builder> also) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket.name()).key(name).contentType("text/plain");
        options.write(request);
        also.accept(request);
        bucket.call(client -> client.putObject(request.build(), RequestBody.fromString(CONTENT)));
    }

    /** The server took a header and did not do what it says. */
    private static final class IgnoredException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @FunctionalInterface
    private interface Trial {
        void run() throws IgnoredException;
    }
}
