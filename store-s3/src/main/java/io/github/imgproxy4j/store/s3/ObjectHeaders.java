package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Translates a variant's metadata into the headers of its object and back.
 *
 * <p>What browsers need stands in real headers, because they read the bucket directly. What only we need is user
 * metadata, which S3 limits to 2 KB in all.
 */
final class ObjectHeaders {
    private static final String ETAG = "imgproxy4j-etag";
    private static final String CREATED = "imgproxy4j-created";
    private static final String PATH = "imgproxy4j-path";
    private static final String LIFETIME = "imgproxy4j-lifetime";

    /** Leaves room for the other three within the 2 KB. */
    private static final int LONGEST_PATH = 1500;

    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private ObjectHeaders() {}

    /** Puts metadata into a request; a path that is too long for S3 and text that no header can carry stay out. */
    static void write(ImageMetadata metadata, PutObjectRequest.Builder request) {
        Map<String, String> own = new HashMap<>();
        own.put(ETAG, withoutQuotes(metadata.etag()));
        own.put(CREATED, metadata.storedAt().toString());
        String lifetime = metadata.lifetime().toText();
        if (!lifetime.isEmpty()) {
            own.put(LIFETIME, lifetime);
        }
        String path = metadata.path();
        if (path != null && path.length() <= LONGEST_PATH && fitsHeader(path)) {
            own.put(PATH, path);
        }
        request.contentType(metadata.contentType())
                .cacheControl(metadata.cacheControl())
                .metadata(own);
        String disposition = metadata.contentDisposition();
        if (disposition != null && fitsHeader(disposition)) {
            request.contentDisposition(disposition);
        }
    }

    /** The metadata of an object that {@link #write} wrote, or null for an object of somebody else. */
    static @Nullable ImageMetadata read(GetObjectResponse response) {
        // Some servers send the names back in another case.
        Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        own.putAll(response.metadata());
        String etag = own.get(ETAG);
        if (etag == null || response.contentType() == null) {
            return null;
        }
        return new ImageMetadata(
                response.contentType(),
                response.contentLength(),
                "\"" + etag + "\"",
                created(own.get(CREATED), response),
                cacheControl(response),
                response.contentDisposition(),
                own.get(PATH),
                Lifetime.parse(own.getOrDefault(LIFETIME, "")));
    }

    /** The metadata of somebody else's object, whose own media type is not believed. */
    static ImageMetadata readForeign(GetObjectResponse response, String contentType) {
        return new ImageMetadata(
                contentType,
                response.contentLength(),
                strong(response),
                modified(response),
                cacheControl(response),
                response.contentDisposition(),
                null);
    }

    private static String cacheControl(GetObjectResponse response) {
        String value = response.cacheControl();
        return value == null || value.isBlank() ? IMMUTABLE : value;
    }

    private static Instant created(@Nullable String text, GetObjectResponse response) {
        if (text == null) {
            return modified(response);
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException changedBySomebody) {
            return modified(response);
        }
    }

    private static Instant modified(GetObjectResponse response) {
        Instant time = response.lastModified();
        return time == null ? Instant.EPOCH : time;
    }

    /** A server that compresses marks its entity tags as weak; the bytes that we get are the stored ones. */
    private static String strong(GetObjectResponse response) {
        String etag = response.eTag();
        if (etag == null) {
            return "\"" + modified(response).getEpochSecond() + "-" + response.contentLength() + "\"";
        }
        return "\"" + withoutQuotes(etag.startsWith("W/") ? etag.substring(2) : etag) + "\"";
    }

    private static String withoutQuotes(String etag) {
        return etag.replace("\"", "");
    }

    private static boolean fitsHeader(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~') && text.equals(text.strip());
    }
}
