package io.github.imgproxy4j.cli.doctor.bucket;

import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests to a bucket, as its owner or without credentials. */
public final class BucketClient {
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final byte[] NOTHING = {};

    private final Http http;
    private final BucketAddress address;
    private final Clock clock;

    /**
     * A client.
     *
     * @param clock for signatures
     */
    public BucketClient(Http http, BucketAddress address, Clock clock) {
        this.http = http;
        this.address = address;
        this.clock = clock;
    }

    BucketAddress address() {
        return address;
    }

    BucketClient inRegion(String region) {
        return new BucketClient(http, address.inRegion(region), clock);
    }

    /** As the owner. */
    Response signed(String method, String key, String query, byte[] body, Map<String, String> headers)
            throws NoResponseException, InterruptedException {
        URI uri = address.uri(key, query);
        return http.send(method, uri, body, S3Signature.headers(method, uri, body, headers, address, clock));
    }

    /** As the owner. */
    Response get(String key, String query) throws NoResponseException, InterruptedException {
        return signed("GET", key, query, NOTHING, Map.of());
    }

    /** Stores an object as a finished variant is stored. */
    public Response put(String key, byte[] body, Map<String, String> headers)
            throws NoResponseException, InterruptedException {
        return signed("PUT", key, "", body, headers);
    }

    /** Removes an object. */
    public Response delete(String key) throws NoResponseException, InterruptedException {
        return signed("DELETE", key, "", NOTHING, Map.of());
    }

    /** As a browser. */
    Response anonymous(String key, String query, String... headers) throws NoResponseException, InterruptedException {
        return http.get(address.uri(key, query), headers);
    }

    /** What S3 calls the error, or empty. */
    static String code(Response response) {
        Matcher matcher = CODE.matcher(response.text());
        return matcher.find() ? matcher.group(1) : "";
    }
}
