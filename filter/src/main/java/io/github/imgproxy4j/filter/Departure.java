package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.filter.upstream.UpstreamTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one flight: from the store if it has the variant, else from upstream. Runs once, on a thread of the proxy.
 */
final class Departure {
    private static final Logger log = LoggerFactory.getLogger(Departure.class);

    /** 128 bits are enough for a name of bytes that nobody chooses to collide. */
    private static final int ETAG_BYTES = 16;

    private final Flight flight;
    private final Admission admission;
    private final Forwarding forwarding;
    private final Policy policy;
    private final Clock clock;
    private final long maximumBodyBytes;
    private final Watchdog watchdog;
    private final byte[] buffer = new byte[Relay.CHUNK_BYTES];
    private int buffered;

    Departure(
            Flight flight,
            Admission admission,
            Forwarding forwarding,
            Clock clock,
            long maximumBodyBytes,
            Watchdog watchdog,
            Policy policy) {
        this.flight = flight;
        this.admission = admission;
        this.forwarding = forwarding;
        this.policy = policy;
        this.clock = clock;
        this.maximumBodyBytes = maximumBodyBytes;
        this.watchdog = watchdog;
    }

    /** Relays a stored variant. */
    void fromStore(Tiers.Opened opened) {
        StoredImage stored = opened.image();
        ImageMetadata metadata = stored.metadata();
        flight.announce(Answer.image(Answer.Image.stored(metadata, flight.relay()), CacheStatus.hit(opened.tier())));
        try {
            long read = pump(stored.body(), metadata.length());
            if (read != metadata.length()) {
                throw new IOException("stored body has " + read + " bytes instead of " + metadata.length());
            }
            flight.land(metadata);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from the store: {}", admission.key(), unreadable.toString());
            flight.relay().fail(unreadable);
        }
    }

    /**
     * Relays what upstream makes.
     *
     * @return what to store beside the bytes, or null if they are not to be stored
     */
    @Nullable
    ImageMetadata fromUpstream(UpstreamCall upstream) throws InterruptedException {
        try (UpstreamResponse upstreamResponse = upstream.call();
                Watchdog.Watch watch = watchdog.watch(upstreamResponse)) {
            return relay(upstreamResponse, watch);
        } catch (UpstreamTimeoutException tooSlow) {
            fail(Refusal.GATEWAY_TIMEOUT, tooSlow);
        } catch (IOException unreachable) {
            fail(Refusal.BAD_GATEWAY, unreachable);
        }
        return null;
    }

    private @Nullable ImageMetadata relay(UpstreamResponse upstreamResponse, Watchdog.Watch watch) throws IOException {
        int status = upstreamResponse.status();
        if (status != 200) {
            log.info("upstream answered {} for {}", status, admission.path());
            flight.announce(Answer.refused(Refusal.ofUpstream(status), CacheStatus.forwarded(false, status, false)));
            return null;
        }
        InputStream body = watch.watched(upstreamResponse.body());
        buffered = body.readNBytes(buffer, 0, ImageSignature.BYTES);
        String contentType =
                upstreamResponse.headers().firstValue("Content-Type").orElse("");
        String mediaType = ImageSignature.mediaType(contentType);
        if (!policy.servedTypes().contains(mediaType) || !ImageSignature.fits(mediaType, buffer, buffered)) {
            log.warn("upstream answered 200 with [{}] that is no such image for {}", contentType, admission.path());
            flight.announce(Answer.refused(Refusal.BAD_GATEWAY, CacheStatus.forwarded(false, 200, false)));
            return null;
        }
        return relayImage(upstreamResponse, ClientResponse.sanitised(contentType), body);
    }

    private @Nullable ImageMetadata relayImage(UpstreamResponse upstreamResponse, String contentType, InputStream body)
            throws IOException {
        OptionalLong announced = upstreamResponse.contentLength();
        if (announced.isPresent() && announced.getAsLong() > maximumBodyBytes) {
            log.warn("upstream announced {} bytes for {}", announced.getAsLong(), admission.path());
            flight.announce(Answer.refused(Refusal.BAD_GATEWAY, CacheStatus.forwarded(false, 200, false)));
            return null;
        }
        Storability storability = storability(upstreamResponse.headers());
        // A body that only the end of the connection delimits looks whole when it was cut.
        boolean storable = storability.storable() && isDelimited(upstreamResponse.headers());
        String disposition = Disposition.sanitised(
                upstreamResponse.headers().firstValue("Content-Disposition").orElse(null));
        flight.announce(Answer.image(
                new Answer.Image(
                        contentType,
                        announced,
                        storability.cacheControl(),
                        null,
                        null,
                        disposition,
                        null,
                        flight.relay()),
                CacheStatus.forwarded(false, 200, storable)));
        MessageDigest digest = sha256();
        long length = pump(body, maximumBodyBytes, digest);
        if (announced.isPresent() && announced.getAsLong() != length) {
            throw new IOException("body has " + length + " bytes instead of " + announced.getAsLong());
        }
        ImageMetadata metadata = new ImageMetadata(
                contentType,
                length,
                "\"" + HexFormat.of().formatHex(digest.digest(), 0, ETAG_BYTES) + "\"",
                clock.instant(),
                storability.cacheControl(),
                disposition,
                admission.path(),
                storability.lifetime());
        if (!storable) {
            flight.relay().complete();
            return null;
        }
        flight.land(metadata);
        return metadata;
    }

    private Storability storability(HttpHeaders headers) {
        Storability storability = Storability.of(
                headers,
                new Storability.Fetch(forwarding.authorized(), admission.expiresAt(), clock.instant()),
                policy);
        if (!policy.negotiation().isOn() && headers.firstValue("Vary").isPresent()) {
            log.info("{} varies by [{}] and is not stored", admission.path(), headers.allValues("Vary"));
        }
        return storability;
    }

    private static boolean isDelimited(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent()
                || headers.allValues("Transfer-Encoding").stream()
                        .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    private long pump(InputStream body, long limit) throws IOException {
        return pump(body, limit, null);
    }

    /** Moves the buffered start and the rest of the body into the relay, and returns how many bytes that were. */
    private long pump(InputStream body, long limit, @Nullable MessageDigest digest) throws IOException {
        long length = 0;
        int count = buffered;
        while (count >= 0) {
            length += count;
            if (length > limit) {
                throw new IOException("body has more than " + limit + " bytes");
            }
            if (digest != null) {
                digest.update(buffer, 0, count);
            }
            flight.relay().append(buffer, 0, count);
            count = body.read(buffer);
        }
        return length;
    }

    private void fail(Refusal refusal, IOException cause) {
        log.warn("upstream failed for {}: {}", admission.path(), cause.toString());
        flight.announce(Answer.refused(refusal, CacheStatus.forwarded(false, 0, false)));
        flight.relay().fail(cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Asks upstream for the variant of this flight. */
    @FunctionalInterface
    interface UpstreamCall {
        UpstreamResponse call() throws IOException, InterruptedException;
    }
}
