package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.ThrottledLogger;
import io.github.imgproxy4j.filter.internal.tier.StorePromise;
import io.github.imgproxy4j.filter.upstream.Upstream;
import java.time.Clock;

/**
 * What all fetches of one proxy share.
 *
 * @param upstream makes the variants
 * @param watchdog cuts bodies that stall
 * @param limits how much a body may use
 * @param policy what may be served and stored
 * @param clock tells the time of an answer
 * @param failedRevalidations the failures that an old variant stood in for
 * @param promise tells whether an image will be stored
 * @param keeping whether there is any tier that keeps what is storable
 * @param failures logs failures of upstream: one that is down or busy fails every image
 * @param spoolFailures logs failures of the temporary files: a full folder fails every large image
 */
record FetchContext(
        Upstream upstream,
        Watchdog watchdog,
        Limits limits,
        Policy policy,
        Clock clock,
        NegativeCache failedRevalidations,
        StorePromise promise,
        boolean keeping,
        ThrottledLogger failures,
        ThrottledLogger spoolFailures) {
    FetchContext(
            Upstream upstream,
            Watchdog watchdog,
            Limits limits,
            Policy policy,
            Clock clock,
            NegativeCache failedRevalidations,
            StorePromise promise,
            boolean keeping) {
        this(
                upstream,
                watchdog,
                limits,
                policy,
                clock,
                failedRevalidations,
                promise,
                keeping,
                new ThrottledLogger(),
                new ThrottledLogger());
    }
}
