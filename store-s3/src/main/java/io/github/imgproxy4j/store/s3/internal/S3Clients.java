package io.github.imgproxy4j.store.s3.internal;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients that fail soon, and that speak the S3 which other servers than AWS understand. */
final class S3Clients {
    private static final int ATTEMPTS = 2;
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
    private static final int CONFLICT = 409;

    private S3Clients() {}

    /** A client; it looks for credentials at its first call. */
    static S3Client create(
            BucketLocation location,
            ClientOptions options,
            SdkHttpClient connections,
            AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(options.pathStyle())
                .httpClient(connections)
                .overrideConfiguration(configuration -> configure(configuration, options));
        if (location.endpoint() != null) {
            builder.endpointOverride(location.endpoint())
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    /** The connections of all requests; a client does not close them. */
    static SdkHttpClient connections(ClientOptions options) {
        return Apache5HttpClient.builder()
                .maxConnections(options.connections())
                .connectionTimeout(options.connectTimeout())
                .connectionAcquisitionTimeout(CONNECTION_WAIT)
                .socketTimeout(options.idleTimeout())
                .build();
    }

    private static void configure(ClientOverrideConfiguration.Builder configuration, ClientOptions options) {
        configuration.retryStrategy(retryStrategy()).apiCallTimeout(options.writeTimeout());
    }

    /**
     * Few attempts, with growing pauses: the caller may retry later. A conflict (409) means that another process
     * writes the same object now: the next attempt finds it written.
     */
    private static RetryStrategy retryStrategy() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(
                        failure -> failure instanceof AwsServiceException answered && answered.statusCode() == CONFLICT)
                .build();
    }
}
