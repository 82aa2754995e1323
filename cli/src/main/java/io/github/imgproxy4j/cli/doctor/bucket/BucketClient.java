package io.github.imgproxy4j.cli.doctor.bucket;

import io.github.imgproxy4j.cli.doctor.Answer;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoAnswerException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests to a bucket, as its owner or as anybody. */
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
    Answer signed(String method, String key, String query, byte[] body, Map<String, String> headers)
            throws NoAnswerException, InterruptedException {
        URI uri = address.uri(key, query);
        return http.send(method, uri, body, S3Signature.headers(method, uri, body, headers, address, clock));
    }

    /** As the owner. */
    Answer get(String key, String query) throws NoAnswerException, InterruptedException {
        return signed("GET", key, query, NOTHING, Map.of());
    }

    /** Stores an object as a finished variant is stored. */
    public Answer put(String key, byte[] body, Map<String, String> headers)
            throws NoAnswerException, InterruptedException {
        return signed("PUT", key, "", body, headers);
    }

    /** Removes an object. */
    public Answer delete(String key) throws NoAnswerException, InterruptedException {
        return signed("DELETE", key, "", NOTHING, Map.of());
    }

    /** As a browser. */
    Answer anonymous(String key, String query, String... headers) throws NoAnswerException, InterruptedException {
        return http.get(address.uri(key, query), headers);
    }

    /** What S3 calls the error, or empty. */
    static String code(Answer answer) {
        Matcher matcher = CODE.matcher(answer.text());
        return matcher.find() ? matcher.group(1) : "";
    }
}
