package io.github.imgproxy4j.store.s3.internal;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The AWS default chain, which can be made to look again.
 *
 * <p>Roles and tokens renew themselves before they expire. What the chain has found in a file or by a process it keeps;
 * when the server says that it has expired, {@link #renew} starts the chain again. Thread-safe.
 */
final class RenewableCredentials implements AwsCredentialsProvider, AutoCloseable {
    private volatile DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        return chain.resolveCredentials();
    }

    /** Forgets what was found. */
    synchronized void renew() {
        DefaultCredentialsProvider expired = chain;
        chain = DefaultCredentialsProvider.builder().build();
        expired.close();
    }

    @Override
    public synchronized void close() {
        chain.close();
    }
}
