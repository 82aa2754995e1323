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
                    "the filter [{}] is mapped to {} as well, but serves images only at {}: other requests get 400;"
                            + " map it to {}/*, or set imgproxy.mount",
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
                    "pages request images at {}, but the filter [{}] serves them at {}: set imgproxy.proxy-url to {} for the"
                            + " whole app, for example as a context-param",
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
                    "requests to the filter [{}] do not support asynchronous processing: each cache miss"
                            + " blocks a thread of the container until the image is sent; set <async-supported>true</async-supported>"
                            + " for this filter and for all filters and the servlet of its requests",
                    config.getFilterName());
        }
    }

    /** The filter does not receive requests that it dispatches again, which it needs to cut connections. */
    void noSecondRound() {
        if (toldNoSecondRound.compareAndSet(false, true)) {
            log.warn(
                    "the filter [{}] is not mapped with the dispatcher ASYNC: if imgproxy breaks off an image, the"
                            + " servlet behind the filter completes the response, and a client may take a partial image"
                            + " for a complete one; add <dispatcher>ASYNC</dispatcher> to the mapping, beside"
                            + " <dispatcher>REQUEST</dispatcher>",
                    config.getFilterName());
        }
    }
}
