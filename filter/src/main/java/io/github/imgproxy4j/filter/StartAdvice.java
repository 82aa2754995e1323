package io.github.imgproxy4j.filter;

import jakarta.servlet.FilterConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Logs once how the declaration of a working filter could be improved, and the cost of leaving it. Thread-safe. */
final class StartAdvice {
    private final Logger log;
    private final FilterConfig config;
    private final String place;
    private final AtomicBoolean toldSynchronous = new AtomicBoolean();
    private final AtomicBoolean toldNoSecondRound = new AtomicBoolean();

    /**
     * Advice for one filter.
     *
     * @param place its path, for display
     */
    StartAdvice(Logger log, FilterConfig config, String place) {
        this.log = log;
        this.config = config;
        this.place = place;
    }

    /** At startup: requests that reach the filter and are not images. */
    void mappings(FilterMappings mappings, String mount) {
        if (!mappings.outside(mount).isEmpty()) {
            log.warn(
                    "the filter [{}] is mapped to {} as well, but images are at {} alone: what else comes that way is"
                            + " answered with 400; map it to {}/*, or set imgproxy.mount",
                    config.getFilterName(),
                    mappings.outside(mount),
                    place,
                    mount);
        }
        if (WebXml.leavesOutAsync(config)) {
            noSecondRound();
        }
    }

    /**
     * At startup: pages that use the default path of images although the filter has another one.
     *
     * @param proxyUrl the base URL of images in pages
     */
    void pages(String proxyUrl, String contextPath) {
        if (proxyUrl.equals(contextPath + FilterSettings.DEFAULT_MOUNT) && !proxyUrl.equals(place)) {
            log.warn(
                    "pages look for images at {}, but the filter [{}] answers at {}: set imgproxy.proxy-url to {} where the"
                            + " whole app sees it, as a context-param for instance",
                    proxyUrl,
                    config.getFilterName(),
                    place,
                    place);
        }
    }

    /** A request arrived that does not support asynchronous processing. */
    void synchronous() {
        if (toldSynchronous.compareAndSet(false, true)) {
            log.warn(
                    "requests to the filter [{}] do not support asynchronous processing: each image that has to be made"
                            + " keeps a thread of the container until it is sent; set <async-supported>true</async-supported>"
                            + " for this filter and for all filters and the servlet of its requests",
                    config.getFilterName());
        }
    }

    /** The filter does not receive requests that it dispatches again, which it needs to cut connections. */
    void noSecondRound() {
        if (toldNoSecondRound.compareAndSet(false, true)) {
            log.warn(
                    "the filter [{}] is not mapped with the dispatcher ASYNC: when imgproxy breaks off an image, whatever"
                            + " servlet is behind the filter answers in its place, and a client may take the part for the"
                            + " whole; add <dispatcher>ASYNC</dispatcher> to the mapping, beside"
                            + " <dispatcher>REQUEST</dispatcher>",
                    config.getFilterName());
        }
    }
}
