package io.github.imgproxy4j.filter;

import java.time.Duration;

/**
 * The settings that decisions are made by. Immutable.
 *
 * @param rawAllowed whether {@code raw} may be asked for
 * @param securityOptionsAllowed whether paths may change the limits that protect upstream
 * @param servedTypes the media types that are served
 * @param shortestLifetime what is good for no longer than this is not stored
 * @param negotiation the formats among which upstream chooses
 */
record Policy(
        boolean rawAllowed,
        boolean securityOptionsAllowed,
        ServedTypes servedTypes,
        Duration shortestLifetime,
        Negotiation negotiation) {
    /** As without any setting. */
    static final Policy DEFAULT = new Policy(false, false, ServedTypes.IMAGES, Duration.ZERO, Negotiation.NONE);
}
