package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.event.FetchEvent;
import io.github.imgproxy4j.filter.internal.body.Pump;
import io.github.imgproxy4j.filter.internal.body.Relay;
import io.github.imgproxy4j.filter.internal.body.SpoolException;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.request.Forwarding;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.tier.FetchReport;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.filter.upstream.UpstreamTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a fetch to upstream and what comes back: a new variant, the word that the stored one is still good, or an
 * error, in place of which the stored one may be served. Runs once, on the fetch's thread.
 */
final class UpstreamExchange {
    private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);

    private static final int LONGEST_ERROR_TEXT = 4096;

    private final Fetch fetch;
    private final FetchContext context;
    private final RequestCheck requestCheck;
    private final Forwarding forwarding;
    private final SignedPath signedPath;
    private final Relay relay;
    private final Tiers.@Nullable Found old;

    /**
     * An exchange that has not begun.
     *
     * @param old what is stored already and too old to be served as it is, or null
     */
    UpstreamExchange(
            Fetch fetch,
            FetchContext context,
            RequestCheck requestCheck,
            Forwarding forwarding,
            Tiers.@Nullable Found old) {
        this.fetch = fetch;
        this.context = context;
        this.requestCheck = requestCheck;
        this.forwarding = forwarding;
        this.signedPath = Objects.requireNonNull(requestCheck.signedPath());
        this.relay = fetch.response().relay();
        this.old = old;
    }

    /**
     * Sends the request to upstream, and the response to the waiting requests.
     *
     * @return how the tiers are to change, or null if they are not
     */
    @Nullable
    FetchResult run() throws InterruptedException {
        long startedNanos = System.nanoTime();
        try {
            return exchange();
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            FetchReport report = fetch.report().completed(context.sources().apply(signedPath), took);
            fetch.report(report);
            context.listener()
                    .fetched(FetchEvent.builder()
                            .key(requestCheck.key())
                            .path(signedPath.path())
                            .status(report.status())
                            .took(took)
                            .build());
        }
    }

    private @Nullable FetchResult exchange() throws InterruptedException {
        try (UpstreamResponse upstreamResponse = ask();
                Watchdog.Watch watch = context.watchdog().watch(upstreamResponse)) {
            fetch.report(FetchReport.of(upstreamResponse.status(), upstreamResponse.headers()));
            return receive(upstreamResponse, watch.watched(upstreamResponse.body()));
        } catch (SpoolException full) {
            fetch.cutOff(full);
        } catch (UpstreamTimeoutException tooSlow) {
            fail(ErrorStatus.GATEWAY_TIMEOUT, tooSlow);
        } catch (IOException unreachable) {
            fail(ErrorStatus.BAD_GATEWAY, unreachable);
        }
        return null;
    }

    private UpstreamResponse ask() throws IOException, InterruptedException {
        UpstreamRequest upstreamRequest = UpstreamRequest.builder(signedPath)
                .requestId(forwarding.requestId())
                .headers(headers())
                .givesWay(fetch::givesWay)
                .build();
        // Where no tier keeps anything, the last client that leaves ends the work that is done for it.
        return context.tiers().canHold() || context.policy().finishingAbandoned()
                ? context.upstream().fetch(upstreamRequest)
                : CallOff.fetch(context.upstream(), upstreamRequest, fetch);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(forwarding.headers());
        if (old != null) {
            headers.putAll(ResponseCheck.conditions(old.metadata().lifetime()));
        }
        return headers;
    }

    private @Nullable FetchResult receive(UpstreamResponse upstreamResponse, InputStream body) throws IOException {
        ResponseCheck check = new ResponseCheck(upstreamResponse, requestCheck, forwarding.authorized(), context);
        if (old != null && check.confirms(old.metadata())) {
            return renew(old, check.confirmed(old.metadata()));
        }
        ErrorStatus errorStatus = check.errorStatus();
        if (errorStatus != null) {
            refuse(errorStatus, upstreamResponse.status(), check.errorLifetime());
            skip(body);
            return old != null && check.isGone() ? FetchResult.GONE : null;
        }
        Pump pump = new Pump(relay, upstreamResponse.contentLength());
        VariantHead head = check.variant(pump, body);
        if (head == null) {
            refuse(ErrorStatus.BAD_GATEWAY, upstreamResponse.status(), null);
            return null;
        }
        return relay(head, pump, body, upstreamResponse);
    }

    /** Read to its end, the short text of an error leaves its connection for the next request. The status counts anyway. */
    private static void skip(InputStream errorText) {
        try {
            byte[] unused = errorText.readNBytes(LONGEST_ERROR_TEXT);
        } catch (IOException cut) {
            log.debug("the text of an error is cut: {}", LogText.of(cut));
        }
    }

    /** The stored variant is good again: it is sent, and stored again with its new lifetime. */
    private @Nullable FetchResult renew(Tiers.Found confirmed, ResponseCheck.Confirmed now) {
        ImageMetadata metadata = now.metadata();
        boolean promised = now.storable() && willBeStored(metadata.contentType(), OptionalLong.of(metadata.length()));
        new StoredResponse(fetch, context, confirmed).relay(metadata, forwarded(304, promised));
        if (!fetch.response().isWhole()) {
            return null;
        }
        return now.storable() ? new FetchResult(metadata, true) : FetchResult.GONE;
    }

    private @Nullable FetchResult relay(
            VariantHead head, Pump pump, InputStream body, UpstreamResponse upstreamResponse) throws IOException {
        OptionalLong announced = head.announced();
        CacheStatus cacheStatus = forwarded(200, head.storable() && willBeStored(head.contentType(), announced));
        // One that has arrived already is announced whole, with its entity tag.
        boolean arrived = pump.hasArrived(body, announced);
        if (!arrived) {
            fetch.announce(ProxyResponse.image(head.image(null, relay), cacheStatus));
        }
        if (!changesTiers(head) && !context.policy().finishingAbandoned()) {
            relay.whenAbandoned(() -> cut(upstreamResponse));
        }
        long length = pump.move(body, context.limits().largestBodyBytes());
        if (announced.isPresent() && announced.getAsLong() != length) {
            throw new IOException("body has " + length + " bytes instead of " + announced.getAsLong());
        }
        if (arrived) {
            fetch.announce(ProxyResponse.image(head.image(pump.etag(), relay), cacheStatus));
        }
        return complete(head, length, pump.etag());
    }

    /** Whether it is kept, or removes what is: then it is wanted although no client waits for it. */
    private boolean changesTiers(VariantHead head) {
        return old != null || (head.storable() && context.tiers().canHold());
    }

    private @Nullable FetchResult complete(VariantHead head, long length, String etag) {
        if (!head.storable()) {
            fetch.response().completeUnstorable();
            return old == null ? null : FetchResult.GONE;
        }
        ImageMetadata metadata = head.metadata(requestCheck.path(), length, etag);
        fetch.complete(metadata);
        return new FetchResult(metadata, old != null);
    }

    private void cut(UpstreamResponse upstreamResponse) {
        log.debug("{} is no longer needed", LogText.path(requestCheck.path()));
        try {
            upstreamResponse.close();
        } catch (IOException alreadyGone) {
            log.debug("closing an upstream body", alreadyGone);
        }
    }

    /** As far as it is known before the first byte: a look that found nothing tells nothing if the store could not be read. */
    private boolean willBeStored(String contentType, OptionalLong length) {
        return !fetch.isPurged()
                && (old != null || context.tiers().isSure())
                && context.cacheWriter().wouldStore(contentType, length);
    }

    private CacheStatus forwarded(int upstreamStatus, boolean stored) {
        return old == null
                ? CacheStatus.forwarded(upstreamStatus, stored)
                : CacheStatus.revalidated(upstreamStatus, stored);
    }

    private void fail(ErrorStatus errorStatus, IOException cause) {
        context.upstreamFailures()
                .warn(log, "upstream failed for {}: {}", LogText.path(requestCheck.path()), LogText.of(cause));
        refuse(errorStatus, 0, null);
        relay.fail(cause);
    }

    /**
     * Announces an error or, where that is allowed, what is stored in place of it; does nothing once bytes flow.
     *
     * @param lifetime how long the error is good by upstream's own word, or null if it said nothing
     */
    private void refuse(ErrorStatus errorStatus, int upstreamStatus, @Nullable Duration lifetime) {
        if (fetch.response().isAnnounced()) {
            return;
        }
        CacheStatus cacheStatus = forwarded(upstreamStatus, false);
        ProxyResponse refused = ProxyResponse.refused(errorStatus, cacheStatus);
        if (old == null || !errorStatus.isFailure() || !mayServeOnError(old)) {
            fetch.refuse(refused, lifetime);
            return;
        }
        if (!fetch.isPurged()) {
            context.failedRevalidations().add(requestCheck.key(), refused);
        }
        new StoredResponse(fetch, context, old).relay(old.metadata(), cacheStatus);
    }

    private boolean mayServeOnError(Tiers.Found stored) {
        return context.policy()
                .freshness()
                .mayServeOnError(stored.metadata().lifetime(), context.clock().instant());
    }
}
