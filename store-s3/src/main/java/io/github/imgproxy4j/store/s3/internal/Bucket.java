package io.github.imgproxy4j.store.s3.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** One bucket and the way to talk to it. Thread-safe. */
public final class Bucket implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final BucketLocation location;
    private final S3Client client;
    private final SdkHttpClient http;
    private final RenewableCredentials credentials;
    private final ObjectDownloads downloads;
    private final Failures failures;

    public Bucket(BucketLocation location, ClientOptions options) {
        this.location = location;
        this.credentials = new RenewableCredentials();
        this.http = S3Clients.connections(options);
        this.client = S3Clients.create(location, options, http, credentials);
        this.downloads = new ObjectDownloads(location, client, http, credentials);
        this.failures = new Failures(location);
    }

    public BucketLocation location() {
        return location;
    }

    /** The bucket's name. */
    public String name() {
        return location.bucket();
    }

    /**
     * Makes one call; the client itself tries it a few times. A session that has expired is renewed once: what renews
     * itself in time is the rule, and a file that is rewritten is the exception.
     *
     * @throws SdkException what {@link #failure} explains
     */
    public <T> T call(Function<S3Client, T> call) {
        try {
            return call.apply(client);
        } catch (AwsServiceException answered) {
            if (!Failures.isExpiredSession(answered)) {
                throw answered;
            }
            credentials.renew();
            return call.apply(client);
        }
    }

    /**
     * The object of a variant, from its first byte on; the caller reads it at once.
     *
     * @param limit the longest time until it begins
     * @throws SdkException what {@link #failure} explains
     */
    ResponseInputStream<GetObjectResponse> open(String key, Duration limit) {
        return downloads.open(key, limit);
    }

    /**
     * An exception with one line that says what to change, without the bucket: the log message names the store.
     *
     * @param permission what the credentials need for the call, {@code s3:GetObject}
     */
    IOException failure(SdkException failure, String permission) {
        return new IOException(failures.reasonOf(failure, permission), failure);
    }

    /** The same with the bucket, for messages without context. */
    public IOException failureInFull(SdkException failure, String permission) {
        return new IOException(location + ": " + failures.reasonOf(failure, permission), failure);
    }

    /** Whether an object is not there; a missing bucket is no missing object, but a mistake that must show. */
    static boolean isMissingObject(SdkException failure) {
        return statusOf(failure) == NOT_FOUND
                && !(failure instanceof NoSuchBucketException)
                && !Failures.codeOf(failure).equals("NoSuchBucket");
    }

    /** The status of the response, or 0 if there is none. */
    static int statusOf(SdkException failure) {
        return failure instanceof AwsServiceException answered ? answered.statusCode() : 0;
    }

    @Override
    public void close() {
        downloads.close();
        client.close();
        http.close();
        credentials.close();
    }
}
