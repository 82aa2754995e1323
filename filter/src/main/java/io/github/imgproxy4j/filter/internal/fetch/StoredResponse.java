package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.Pump;
import io.github.imgproxy4j.filter.internal.body.SpoolException;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.tier.Tiers;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The response of a fetch from what a tier has. Used once, on the fetch's thread. */
final class StoredResponse {
    private static final Logger log = LoggerFactory.getLogger(StoredResponse.class);

    private final Fetch fetch;
    private final FetchContext context;
    private final Tiers.Found found;

    StoredResponse(Fetch fetch, FetchContext context, Tiers.Found found) {
        this.fetch = fetch;
        this.context = context;
        this.found = found;
    }

    /**
     * Sends clients what the tier has, or to where they can read it themselves.
     *
     * @param stale whether it is too old
     */
    void serve(boolean stale) {
        CacheStatus cacheStatus = stale ? CacheStatus.staleHit(found.tier()) : CacheStatus.hit(found.tier());
        URI elsewhere = fetch.route() == Route.PROXY ? context.tiers().publicUrl(fetch.key(), found) : null;
        if (elsewhere != null) {
            // It brings no bytes; a client that follows the redirect to the cache route must not be told to wait for
            // them.
            fetch.stopJoining();
            fetch.response().announce(ProxyResponse.redirect(elsewhere, cacheStatus));
            return;
        }
        relay(found.metadata(), cacheStatus);
        // A local store has put a small one there already.
        if (fetch.response().isWhole() && !context.tiers().isLocal()) {
            context.cacheWriter().putInMemory(fetch, found.metadata());
            if (!stale && context.tiers().deservesCopy(fetch.key(), found)) {
                fetch.copyWhenOver(found.metadata());
            }
        }
    }

    /**
     * Sends clients the bytes that the tier has.
     *
     * @param metadata what to tell of them
     */
    void relay(ImageMetadata metadata, CacheStatus cacheStatus) {
        SharedResponse response = fetch.response();
        ProxyResponse known = ProxyResponse.image(ProxyResponse.Image.stored(metadata, response.relay()), cacheStatus);
        try {
            long length = metadata.length();
            InputStream body = found.bytes().open();
            // What is here already is announced whole: clients are woken up once.
            boolean atHand = body.available() >= length;
            if (!atHand) {
                fetch.announce(known);
            }
            long read = new Pump(response.relay(), OptionalLong.of(length)).move(body, length);
            if (read != length) {
                throw new IOException("stored body has " + read + " bytes instead of " + length);
            }
            fetch.complete(metadata);
            if (atHand) {
                fetch.announce(known);
            }
        } catch (SpoolException full) {
            fetch.cutOff(full);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read from the {} tier: {}", fetch.key(), found.tier(), LogText.of(unreadable));
            fetch.announce(known);
            response.relay().fail(unreadable);
        }
    }
}
