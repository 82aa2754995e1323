package io.github.imgproxy4j.store.s3.internal;

import java.time.Duration;

/**
 * How to talk to the server.
 *
 * @param pathStyle whether the bucket stands in the path instead of the host name
 * @param connections the most connections at once, which is the most calls at once
 * @param connectTimeout the longest time for a connection
 * @param idleTimeout the longest silence while a response is awaited or read
 * @param writeTimeout the longest time for any other call, retries included
 */
public record ClientOptions(
        boolean pathStyle, int connections, Duration connectTimeout, Duration idleTimeout, Duration writeTimeout) {}
