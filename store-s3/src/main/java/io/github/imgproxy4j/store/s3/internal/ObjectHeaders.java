package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.Lifetime;
import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Translates a variant's metadata into the headers of its object and back.
 *
 * <p>What browsers need stands in real headers, because they read the bucket directly. What only we need is user
 * metadata, which S3 limits to 2 KB in all; so is what browsers shall get differently from the bucket than from us.
 */
public final class ObjectHeaders {
    static final String SVG = "image/svg+xml";

    private static final String ETAG = "imgproxy4j-etag";
    private static final String CREATED = "imgproxy4j-created";
    private static final String PATH = "imgproxy4j-path";
    private static final String LIFETIME = "imgproxy4j-lifetime";
    private static final String CACHE_CONTROL = "imgproxy4j-cache-control";
    private static final String DISPOSITION = "imgproxy4j-content-disposition";

    private static final int METADATA_BYTES = 2048;

    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private static final String ONE_YEAR = "public, max-age=31536000";
    private static final Set<String> FOR_EVER = Set.of(IMMUTABLE, ONE_YEAR);

    private ObjectHeaders() {}

    /** Puts metadata into a request; a path that is too long for S3 and text that no header can carry stay out. */
    static void write(ImageMetadata metadata, UploadOptions options, PutObjectRequest.Builder request) {
        Map<String, String> own = new HashMap<>();
        own.put(ETAG, withoutQuotes(metadata.etag()));
        own.put(CREATED, metadata.storedAt().toString());
        request.contentType(metadata.contentType())
                .cacheControl(cacheControl(metadata, options, own))
                .contentDisposition(disposition(metadata, options, own));
        String lifetime = metadata.lifetime().toText();
        if (!lifetime.isEmpty()) {
            own.put(LIFETIME, lifetime);
        }
        String path = metadata.path();
        if (path != null && fitsHeader(path) && size(own) + PATH.length() + path.length() <= METADATA_BYTES) {
            own.put(PATH, path);
        }
        request.metadata(own);
    }

    /** Only what may be kept for ever can be kept for another time; a shorter lifetime has its reason. */
    private static String cacheControl(ImageMetadata metadata, UploadOptions options, Map<String, String> own) {
        String other = options.cacheControl();
        if (other == null || !FOR_EVER.contains(metadata.cacheControl())) {
            return metadata.cacheControl();
        }
        own.put(CACHE_CONTROL, metadata.cacheControl());
        return other;
    }

    private static @Nullable String disposition(
            ImageMetadata metadata, UploadOptions options, Map<String, String> own) {
        String disposition = metadata.contentDisposition();
        String fitting = disposition != null && fitsHeader(disposition) ? disposition : null;
        if (!isSvg(metadata) || options.svg() != SvgDelivery.ATTACHMENT) {
            return fitting;
        }
        own.put(DISPOSITION, fitting == null ? "" : fitting);
        return fitting == null ? "attachment" : fitting.replaceFirst("^[^;]*", "attachment");
    }

    static boolean isSvg(ImageMetadata metadata) {
        return isSvg(metadata.contentType());
    }

    static boolean isSvg(String contentType) {
        return ImageSignature.mediaType(contentType).equals(SVG);
    }

    /** The metadata of an object that {@link #write} wrote, or null for an object of another program. */
    static @Nullable ImageMetadata read(GetObjectResponse response) {
        Map<String, String> own = own(response.metadata());
        String etag = own.get(ETAG);
        if (etag == null || response.contentType() == null) {
            return null;
        }
        return ImageMetadata.builder(response.contentType(), response.contentLength())
                .etag("\"" + etag + "\"")
                .storedAt(created(own.get(CREATED), response))
                .cacheControl(own.getOrDefault(CACHE_CONTROL, cacheControl(response)))
                .contentDisposition(disposition(own, response))
                .path(own.get(PATH))
                .lifetime(Lifetime.parse(own.getOrDefault(LIFETIME, "")))
                .build();
    }

    /** Whether an object holds the bytes of a variant, by our entity tag and its length. */
    static boolean isSame(ImageMetadata metadata, HeadObjectResponse response) {
        return withoutQuotes(metadata.etag()).equals(own(response.metadata()).get(ETAG))
                && response.contentLength() != null
                && response.contentLength() == metadata.length();
    }

    /** Some servers send the names back in another case. */
    private static Map<String, String> own(Map<String, String> userMetadata) {
        Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        own.putAll(userMetadata);
        return own;
    }

    private static @Nullable String disposition(Map<String, String> own, GetObjectResponse response) {
        String before = own.get(DISPOSITION);
        if (before == null) {
            return response.contentDisposition();
        }
        return before.isEmpty() ? null : before;
    }

    /** The metadata of another program's object, whose own media type is not trusted. */
    static ImageMetadata readForeign(GetObjectResponse response, String contentType) {
        return ImageMetadata.builder(contentType, response.contentLength())
                .etag(strong(response))
                .storedAt(modified(response))
                .cacheControl(cacheControl(response))
                .contentDisposition(response.contentDisposition())
                .build();
    }

    private static String cacheControl(GetObjectResponse response) {
        String value = response.cacheControl();
        // What imgproxy sends by default; nothing promises that it never changes.
        return value == null || value.isBlank() ? ONE_YEAR : value;
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

    /** As S3 counts: the names, without what the SDK puts before them, and the values. */
    private static int size(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    private static boolean fitsHeader(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~') && text.equals(text.strip());
    }
}
