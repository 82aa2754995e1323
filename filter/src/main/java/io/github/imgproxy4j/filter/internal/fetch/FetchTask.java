package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.FetchReport;
import io.github.imgproxy4j.filter.internal.body.Pump;
import io.github.imgproxy4j.filter.internal.body.SpoolException;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.Disposition;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.FieldValue;
import io.github.imgproxy4j.filter.internal.http.HttpDate;
import io.github.imgproxy4j.filter.internal.http.Storability;
import io.github.imgproxy4j.filter.internal.http.Timing;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageSignature;
import io.github.imgproxy4j.filter.store.Lifetime;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.filter.upstream.UpstreamTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one flight: from a tier, from upstream, or from a tier once upstream has confirmed it. Runs once, on a thread of
 * the proxy.
 */
final class FetchTask {
    private static final Logger log = LoggerFactory.getLogger(FetchTask.class);

    private static final int LONGEST_ERROR_TEXT = 4096;

    private final Flight flight;
    private final RequestCheck requestCheck;
    private final Forwarding forwarding;
    private final FetchContext context;

    /** By then the tiers have said what they have. */
    private final long readyNanos = System.nanoTime();

    private boolean asksUpstream;

    /** What is stored already and too old to be served as it is, or null. */
    private final Tiers.@Nullable Opened old;

    FetchTask(
            Flight flight,
            RequestCheck requestCheck,
            Forwarding forwarding,
            FetchContext context,
            Tiers.@Nullable Opened old) {
        this.flight = flight;
        this.requestCheck = requestCheck;
        this.forwarding = forwarding;
        this.context = context;
        this.old = old;
    }

    /** Relays a stored variant. */
    void fromTier(Tiers.Opened opened, ImageMetadata metadata, CacheStatus cacheStatus) {
        announce(ProxyResponse.image(ProxyResponse.Image.stored(metadata, flight.relay()), cacheStatus));
        try {
            long length = metadata.length();
            long read = new Pump(flight.relay(), OptionalLong.of(length))
                    .move(opened.image().body(), length);
            if (read != length) {
                throw new IOException("stored body has " + read + " bytes instead of " + length);
            }
            flight.complete(metadata);
        } catch (SpoolException full) {
            fail(full);
        } catch (IOException unreadable) {
            log.warn(
                    "{} cannot be read from the {} tier: {}",
                    requestCheck.key(),
                    opened.tier(),
                    LogText.of(unreadable));
            flight.relay().fail(unreadable);
        }
    }

    /**
     * Relays what upstream makes or, if it is still what is stored, that.
     *
     * @return what to store, or null if nothing is to be stored
     */
    @Nullable
    FetchResult fromUpstream() throws InterruptedException {
        asksUpstream = true;
        try (UpstreamResponse upstreamResponse = ask();
                Watchdog.Watch watch = context.watchdog().watch(upstreamResponse)) {
            flight.report(FetchReport.of(upstreamResponse.status(), upstreamResponse.headers()));
            return result(upstreamResponse, watch);
        } catch (SpoolException full) {
            fail(full);
        } catch (UpstreamTimeoutException tooSlow) {
            fail(ErrorStatus.GATEWAY_TIMEOUT, tooSlow);
        } catch (IOException unreachable) {
            fail(ErrorStatus.BAD_GATEWAY, unreachable);
        }
        return null;
    }

    /** Where no tier keeps anything, the last client that leaves ends the work that is done for it. */
    private UpstreamResponse ask() throws IOException, InterruptedException {
        if (context.keeping() || context.policy().finishingAbandoned()) {
            return context.upstream().fetch(upstreamRequest());
        }
        try (CallOff callOff = new CallOff()) {
            flight.relay().whenAbandoned(() -> {
                log.debug("nobody waits for {} any more", requestCheck.path());
                // What comes of it is no failure of upstream that others should be told.
                flight.purge();
                callOff.interrupt();
            });
            return context.upstream().fetch(upstreamRequest());
        }
    }

    private UpstreamRequest upstreamRequest() {
        Map<String, String> headers = new HashMap<>(forwarding.headers());
        if (old != null) {
            Lifetime lifetime = old.image().metadata().lifetime();
            if (lifetime.upstreamEtag() != null) {
                headers.put("If-None-Match", lifetime.upstreamEtag());
            }
            if (lifetime.upstreamModified() != null) {
                headers.put("If-Modified-Since", HttpDate.format(lifetime.upstreamModified()));
            }
        }
        return new UpstreamRequest(Objects.requireNonNull(requestCheck.signedPath()), forwarding.requestId(), headers);
    }

    private @Nullable FetchResult result(UpstreamResponse upstreamResponse, Watchdog.Watch watch) throws IOException {
        int status = upstreamResponse.status();
        if (status == 304 && old != null && old.image().metadata().lifetime().hasValidator()) {
            return kept(old, upstreamResponse.headers());
        }
        if (status != 200) {
            if (ErrorStatus.ofUpstream(status).isFailure()) {
                context.failures().warn(log, "upstream answered {} for {}", status, shownPath());
            } else {
                log.info("upstream answered {} for {}", status, shownPath());
            }
            refuse(ErrorStatus.ofUpstream(status), status, upstreamResponse.headers());
            // Read to its end, the short text of an error leaves its connection for the next request.
            watch.watched(upstreamResponse.body()).readNBytes(LONGEST_ERROR_TEXT);
            return old != null && (status == 404 || status == 410) ? FetchResult.GONE : null;
        }
        InputStream body = watch.watched(upstreamResponse.body());
        String contentType =
                upstreamResponse.headers().firstValue("Content-Type").orElse("");
        String mediaType = ImageSignature.mediaType(contentType);
        OptionalLong announced = upstreamResponse.contentLength();
        if (announced.isPresent() && announced.getAsLong() > context.limits().largestBodyBytes()) {
            log.warn("upstream announced {} bytes for {}", announced.getAsLong(), shownPath());
            refuse(ErrorStatus.BAD_GATEWAY, status);
            return null;
        }
        Pump pump = new Pump(flight.relay(), announced);
        if (!context.policy().servedTypes().contains(mediaType) || !pump.beginsAs(mediaType, body)) {
            log.warn(
                    "upstream answered 200 with [{}] that is no such image for {}",
                    LogText.of(contentType),
                    shownPath());
            refuse(ErrorStatus.BAD_GATEWAY, status);
            return null;
        }
        return made(upstreamResponse, FieldValue.sanitised(contentType), pump, body);
    }

    private @Nullable FetchResult made(
            UpstreamResponse upstreamResponse, String contentType, Pump pump, InputStream body) throws IOException {
        HttpHeaders headers = upstreamResponse.headers();
        Storability storability = storability(headers);
        // A body that only the end of the connection delimits looks whole when it was cut.
        boolean storable = storability.storable() && isDelimited(upstreamResponse);
        String disposition =
                Disposition.sanitised(headers.firstValue("Content-Disposition").orElse(null));
        OptionalLong announced = upstreamResponse.contentLength();
        Instant now = context.clock().instant();
        Instant modified = storability.lifetime().upstreamModified();
        Instant lastModified = modified == null || modified.isAfter(now) ? now : modified;
        CacheStatus cacheStatus = forwarded(200, storable && willBeStored(contentType, announced));
        boolean atHand = pump.isAtHand(body, announced);
        if (!atHand) {
            announce(ProxyResponse.image(
                    new ProxyResponse.Image(
                            contentType,
                            announced,
                            storability.cacheControl(),
                            null,
                            lastModified,
                            disposition,
                            forwardedAge(storability.lifetime(), now),
                            flight.relay()),
                    cacheStatus));
        }
        if (!(storable && context.keeping()) && !context.policy().finishingAbandoned()) {
            flight.relay().whenAbandoned(() -> cut(upstreamResponse));
        }
        long length = pump.move(body, context.limits().largestBodyBytes());
        if (announced.isPresent() && announced.getAsLong() != length) {
            throw new IOException("body has " + length + " bytes instead of " + announced.getAsLong());
        }
        if (atHand) {
            announce(ProxyResponse.image(
                    new ProxyResponse.Image(
                            contentType,
                            announced,
                            storability.cacheControl(),
                            pump.etag(),
                            lastModified,
                            disposition,
                            forwardedAge(storability.lifetime(), now),
                            flight.relay()),
                    cacheStatus));
        }
        if (!storable) {
            flight.relay().complete();
            return old == null ? null : FetchResult.GONE;
        }
        ImageMetadata metadata = new ImageMetadata(
                contentType,
                length,
                pump.etag(),
                lastModified,
                storability.cacheControl(),
                disposition,
                requestCheck.path(),
                storability.lifetime());
        flight.complete(metadata);
        return new FetchResult(metadata, old != null);
    }

    private void cut(UpstreamResponse upstreamResponse) {
        log.debug("nobody wants {} any more", shownPath());
        try {
            upstreamResponse.close();
        } catch (IOException alreadyGone) {
            log.debug("closing an upstream body", alreadyGone);
        }
    }

    /** The lifetime of an image that caches before us kept for a while, which clients have to be told; else null. */
    private static @Nullable Lifetime forwardedAge(Lifetime lifetime, Instant now) {
        return lifetime.freshFrom() != null && lifetime.freshFrom().isBefore(now.minusSeconds(1)) ? lifetime : null;
    }

    /** RFC 9111, sections 3.2 and 4.3.4: the bytes stay, and so does what the 304 says nothing of. */
    private @Nullable FetchResult kept(Tiers.Opened confirmed, HttpHeaders headers) {
        ImageMetadata before = confirmed.image().metadata();
        Storability storability = Storability.confirmed(headers, before, circumstances(), context.policy());
        String disposition =
                Disposition.sanitised(headers.firstValue("Content-Disposition").orElse(null));
        ImageMetadata metadata = new ImageMetadata(
                before.contentType(),
                before.length(),
                before.etag(),
                before.storedAt(),
                storability.cacheControl(),
                disposition == null ? before.contentDisposition() : disposition,
                before.path(),
                storability.lifetime());
        boolean promised =
                storability.storable() && willBeStored(before.contentType(), OptionalLong.of(before.length()));
        fromTier(confirmed, metadata, forwarded(304, promised));
        if (!flight.isComplete()) {
            return null;
        }
        return storability.storable() ? new FetchResult(metadata, true) : FetchResult.GONE;
    }

    private Storability storability(HttpHeaders headers) {
        Storability storability = Storability.of(headers, circumstances(), context.policy());
        if (!storability.storable()
                && !context.policy().negotiation().isOn()
                && headers.firstValue("Vary").isPresent()) {
            log.info("{} varies by {} and is not stored", shownPath(), LogText.of(headers.allValues("Vary")));
        }
        return storability;
    }

    private Storability.Fetch circumstances() {
        return new Storability.Fetch(
                forwarding.authorized(),
                requestCheck.expiresAt(),
                context.clock().instant());
    }

    private static boolean isDelimited(UpstreamResponse upstreamResponse) {
        return upstreamResponse.contentLength().isPresent()
                || upstreamResponse.headers().allValues("Transfer-Encoding").stream()
                        .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
    }

    private boolean willBeStored(String contentType, OptionalLong length) {
        return !flight.isPurged() && context.promise().holds(requestCheck.key(), contentType, length, old != null);
    }

    private CacheStatus forwarded(int upstreamStatus, boolean stored) {
        return old == null
                ? CacheStatus.forwarded(upstreamStatus, stored)
                : CacheStatus.revalidated(upstreamStatus, stored);
    }

    /** By then the answer is announced, and neither upstream nor the store is to blame. */
    private void fail(SpoolException full) {
        context.spoolFailures()
                .warn(
                        log,
                        "{} is cut off: {}",
                        requestCheck.path() == null ? requestCheck.key() : shownPath(),
                        LogText.of(full.getMessage()));
        flight.relay().fail(full);
    }

    private void fail(ErrorStatus errorStatus, IOException cause) {
        context.failures().warn(log, "upstream failed for {}: {}", shownPath(), LogText.of(cause));
        refuse(errorStatus, 0);
        flight.relay().fail(cause);
    }

    /** Announces an error or, where that is allowed, what is stored in place of it; does nothing once bytes flow. */
    private void refuse(ErrorStatus errorStatus, int upstreamStatus) {
        refuse(errorStatus, upstreamStatus, HttpHeaders.of(Map.of(), (name, value) -> true));
    }

    private void refuse(ErrorStatus errorStatus, int upstreamStatus, HttpHeaders headers) {
        if (flight.isAnnounced()) {
            return;
        }
        Instant now = context.clock().instant();
        if (old != null
                && errorStatus.isFailure()
                && context.policy().freshness().mayServeOnError(lifetime(old), now)) {
            if (!flight.isPurged()) {
                context.failedRevalidations()
                        .add(requestCheck.key(), ProxyResponse.refused(errorStatus, forwarded(upstreamStatus, false)));
            }
            fromTier(old, old.image().metadata(), forwarded(upstreamStatus, false));
        } else {
            flight.announce(
                    ProxyResponse.refused(errorStatus, forwarded(upstreamStatus, false))
                            .after(waited()),
                    Storability.ofFailure(headers, now, context.policy()));
        }
    }

    private void announce(ProxyResponse known) {
        flight.announce(known.after(waited()));
    }

    private Timing waited() {
        return new Timing(
                flight.turnNanos(),
                context.keeping() ? readyNanos - flight.begunNanos() : null,
                asksUpstream ? System.nanoTime() - readyNanos : null);
    }

    private String shownPath() {
        return LogText.path(requestCheck.path());
    }

    private static Lifetime lifetime(Tiers.Opened opened) {
        return opened.image().metadata().lifetime();
    }
}
