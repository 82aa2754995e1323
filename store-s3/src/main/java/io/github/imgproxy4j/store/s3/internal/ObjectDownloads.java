package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.internal.connection.RequestDeadlines;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Opens objects: by a {@link DirectReads direct read}, and by the SDK where that did not succeed and another attempt
 * may. So faults have one treatment, the SDK's: its pauses, its correction of a wrong clock, its messages. Thread-safe.
 */
final class ObjectDownloads implements AutoCloseable {
    /** Deadlines are looked at some times within this, so a read may take longer by a fraction of it. */
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

    /** Buckets of S3 Express One Zone have sessions of their own, which only the SDK keeps. */
    private static final String EXPRESS = "--x-s3";

    private static final String WRONG_CLOCK = "RequestTimeTooSkewed";

    private final BucketLocation location;
    private final S3Client client;
    private final SdkHttpClient http;
    private final RenewableCredentials credentials;
    private final RequestDeadlines deadlines = new RequestDeadlines("s3", SHORTEST_LIMIT);
    private volatile @Nullable DirectReads direct;

    ObjectDownloads(BucketLocation location, S3Client client, SdkHttpClient http, RenewableCredentials credentials) {
        this.location = location;
        this.client = client;
        this.http = http;
        this.credentials = credentials;
    }

    ResponseInputStream<GetObjectResponse> open(String key, Duration limit) {
        String name = location.objectName(key);
        if (location.bucket().endsWith(EXPRESS)) {
            return bySdk(name, limit);
        }
        long startNanos = System.nanoTime();
        try {
            return directReads().open(key, limit);
        } catch (AwsServiceException answered) {
            if (Failures.isExpiredSession(answered)) {
                credentials.renew();
            } else if (isFinal(answered)) {
                throw answered;
            }
        } catch (IOException worthAnotherAttempt) {
            // The SDK tells what is wrong if that fails, too.
        }
        Duration left = limit.minusNanos(System.nanoTime() - startNanos);
        if (left.isNegative() || left.isZero()) {
            throw ApiCallTimeoutException.create(limit.toMillis());
        }
        return bySdk(name, left);
    }

    /** Of what is absent or forbidden, status and code say all. */
    private static boolean isFinal(AwsServiceException answered) {
        int status = answered.statusCode();
        return status == HttpStatusCode.NOT_FOUND
                || (status == HttpStatusCode.FORBIDDEN
                        && !Failures.codeOf(answered).equals(WRONG_CLOCK));
    }

    private ResponseInputStream<GetObjectResponse> bySdk(String name, Duration limit) {
        return client.getObject(get ->
                get.bucket(location.bucket()).key(name).overrideConfiguration(call -> call.apiCallTimeout(limit)));
    }

    /** Made at the first call, because the SDK refuses some buckets, and then the call has to say so. */
    private DirectReads directReads() {
        DirectReads known = direct;
        if (known == null) {
            known = new DirectReads(http, credentials, deadlines, folder(), location.region());
            direct = known;
        }
        return known;
    }

    /** The URL of objects, by the SDK's rules for endpoints; a key needs no escaping. */
    private URI folder() {
        String key = "0";
        String url = client.utilities()
                .getUrl(get -> get.bucket(location.bucket()).key(location.folder() + key))
                .toString();
        return URI.create(url.substring(0, url.length() - key.length()));
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
