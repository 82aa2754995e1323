package io.github.imgproxy4j.filter.internal.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that decisions are made by. Immutable.
 *
 * @param rawAllowed whether {@code raw} may be asked for
 * @param securityOptionsAllowed whether paths may change the limits that protect upstream
 * @param servedTypes the media types that are served
 * @param targetedFields fields that stand for {@code Cache-Control} here (RFC 9213), the first that is there counts
 * @param negotiation the formats among which upstream chooses
 * @param freshness what becomes of old variants
 * @param finishingAbandoned whether a fetch goes on although no client waits for it and no tier will keep it
 * @param allowedOrigin the {@code Access-Control-Allow-Origin}, or null for none
 * @param serverTiming whether clients learn how long a response took
 */
public record Policy(
        boolean rawAllowed,
        boolean securityOptionsAllowed,
        ServedTypes servedTypes,
        List<String> targetedFields,
        Negotiation negotiation,
        Freshness freshness,
        boolean finishingAbandoned,
        @Nullable String allowedOrigin,
        boolean serverTiming) {}
