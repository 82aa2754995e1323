package io.github.imgproxy4j.cli.doctor.bucket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by AWS Signature Version 4; a doctor has to see the raw answers that a client library hides. */
final class S3Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private S3Signature() {}

    /**
     * The headers of a request with its signature.
     *
     * @param headers those of the request itself
     */
    static Map<String, String> headers(
            String method, URI uri, byte[] body, Map<String, String> headers, BucketAddress address, Instant now) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/" + address.region() + "/s3/aws4_request";
        TreeMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("x-amz-date", time);
        signed.put("x-amz-content-sha256", hex(sha256(body)));
        if (!address.sessionToken().isEmpty()) {
            signed.put("x-amz-security-token", address.sessionToken());
        }
        TreeMap<String, String> withHost = new TreeMap<>(signed);
        withHost.put("host", uri.getRawAuthority());
        String names = String.join(";", withHost.keySet());
        String canonical = method + "\n" + uri.getRawPath() + "\n" + query(uri) + "\n"
                + withHost.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + hex(sha256(body));
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(canonical)));
        byte[] key = bytes("AWS4" + address.secretKey());
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        signed.put(
                "Authorization",
                ALGORITHM + " Credential=" + address.accessKey() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key, toSign)));
        return signed;
    }

    /** Sorted, and with an equals sign behind every name. */
    private static String query(URI uri) {
        if (uri.getRawQuery() == null) {
            return "";
        }
        return Arrays.stream(uri.getRawQuery().split("&", -1))
                .map(part -> part.contains("=") ? part : part + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
