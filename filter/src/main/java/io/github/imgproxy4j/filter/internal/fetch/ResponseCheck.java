package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.body.Pump;
import io.github.imgproxy4j.filter.internal.http.Disposition;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.FieldValue;
import io.github.imgproxy4j.filter.internal.http.HttpDate;
import io.github.imgproxy4j.filter.internal.http.Storability;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.Lifetime;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one response of upstream is worth, by its head and the first bytes of its body. Only judges: what becomes of it is
 * {@link UpstreamExchange}'s.
 */
final class ResponseCheck {
    private static final Logger log = LoggerFactory.getLogger(ResponseCheck.class);

    /** Containers send about 8 KiB of headers; parameters that are longer than this say nothing of an image. */
    private static final int LONGEST_TYPE = 200;

    private final UpstreamResponse upstreamResponse;
    private final RequestCheck requestCheck;
    private final FetchContext context;
    private final Storability.Fetch circumstances;

    /**
     * A check of a response that has just arrived.
     *
     * @param authorized whether the client's request carried credentials
     */
    ResponseCheck(
            UpstreamResponse upstreamResponse, RequestCheck requestCheck, boolean authorized, FetchContext context) {
        this.upstreamResponse = upstreamResponse;
        this.requestCheck = requestCheck;
        this.context = context;
        this.circumstances = new Storability.Fetch(
                authorized, requestCheck.expiresAt(), context.clock().instant());
    }

    /** The request headers by which upstream recognises a stored variant, and responds with 304 if it would create the same. */
    static Map<String, String> conditions(Lifetime stored) {
        Map<String, String> conditions = new HashMap<>();
        if (stored.upstreamEtag() != null) {
            conditions.put("If-None-Match", stored.upstreamEtag());
        }
        if (stored.upstreamModified() != null) {
            conditions.put("If-Modified-Since", HttpDate.format(stored.upstreamModified()));
        }
        return conditions;
    }

    /** Whether it says that a stored variant is still what upstream would make. */
    boolean confirms(ImageMetadata stored) {
        return upstreamResponse.status() == 304 && stored.lifetime().hasValidator();
    }

    /** The stored variant after that (RFC 9111, sections 3.2 and 4.3.4): the bytes stay, and what the 304 does not say. */
    Confirmed confirmed(ImageMetadata stored) {
        Storability storability = Storability.confirmed(headers(), stored, circumstances, context.policy());
        String disposition = disposition();
        ImageMetadata metadata = stored.toBuilder()
                .cacheControl(storability.cacheControl())
                .contentDisposition(disposition == null ? stored.contentDisposition() : disposition)
                .lifetime(storability.lifetime())
                .build();
        return new Confirmed(metadata, storability.storable());
    }

    /** What clients get where it is no 200, or null; written to the log. */
    @Nullable
    ErrorStatus errorStatus() {
        int status = upstreamResponse.status();
        if (status == 200) {
            return null;
        }
        ErrorStatus errorStatus = ErrorStatus.ofUpstream(status);
        if (errorStatus.isFailure()) {
            context.upstreamFailures().warn(log, "upstream responded with {} for {}", status, shownPath());
        } else {
            log.info("upstream responded with {} for {}", status, shownPath());
        }
        return errorStatus;
    }

    /** How long an error is good by upstream's own word or by HTTP's, or null if neither says anything. */
    @Nullable
    Duration errorLifetime() {
        Duration said = Storability.ofFailure(headers(), circumstances.now(), context.policy());
        return said == null && isUnavailable() ? Duration.ZERO : said;
    }

    /**
     * Whether it says that a server cannot be used now, and nothing of the image. Without a lifetime such a response must not
     * be used again (RFC 9110, section 15.1; RFC 9111, section 4.2.2).
     */
    private boolean isUnavailable() {
        return switch (upstreamResponse.status()) {
            case 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Whether there is no such variant any more, so that one that is stored must go. */
    boolean isGone() {
        return switch (upstreamResponse.status()) {
            case 404, 410, 451 -> true;
            default -> false;
        };
    }

    /**
     * The head of the variant, or null if the body is none that may be served, which is written to the log.
     *
     * @param pump moves the body, of which nothing was read yet
     */
    @Nullable
    VariantHead variant(Pump pump, InputStream body) throws IOException {
        OptionalLong announced = upstreamResponse.contentLength();
        if (announced.isPresent() && announced.getAsLong() > context.limits().largestBodyBytes()) {
            log.warn("upstream announced {} bytes for {}", announced.getAsLong(), shownPath());
            return null;
        }
        String contentType = headers().firstValue("Content-Type").orElse("");
        String mediaType = ImageSignature.mediaType(contentType);
        if (!context.policy().servedTypes().contains(mediaType) || !pump.beginsAs(mediaType, body)) {
            log.warn(
                    "upstream responded with 200 and [{}], but the body is not such an image, for {}",
                    LogText.of(contentType),
                    shownPath());
            return null;
        }
        return variant(contentType.length() > LONGEST_TYPE ? mediaType : FieldValue.sanitised(contentType), announced);
    }

    private VariantHead variant(String contentType, OptionalLong announced) {
        Storability storability = storability();
        Instant now = circumstances.now();
        Instant modified = storability.lifetime().upstreamModified();
        return new VariantHead(
                storability.storable() && isDelimited(),
                contentType,
                announced,
                storability.cacheControl(),
                disposition(),
                modified == null || modified.isAfter(now) ? now : modified,
                storability.lifetime(),
                now);
    }

    private Storability storability() {
        Storability storability = Storability.of(headers(), circumstances, context.policy());
        if (!storability.storable()
                && !context.policy().negotiation().isOn()
                && headers().firstValue("Vary").isPresent()) {
            log.info(
                    "{} varies by {} and is not stored",
                    shownPath(),
                    LogText.of(headers().allValues("Vary")));
        }
        return storability;
    }

    /** A body that only the end of the connection delimits looks whole when it was cut. */
    private boolean isDelimited() {
        return upstreamResponse.contentLength().isPresent()
                || headers().allValues("Transfer-Encoding").stream()
                        .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    private @Nullable String disposition() {
        return Disposition.sanitised(headers().firstValue("Content-Disposition").orElse(null));
    }

    private HttpHeaders headers() {
        return upstreamResponse.headers();
    }

    private String shownPath() {
        return LogText.path(requestCheck.path());
    }

    /**
     * What is stored, as a 304 renews it.
     *
     * @param storable whether it may be stored on
     */
    record Confirmed(ImageMetadata metadata, boolean storable) {}
}
