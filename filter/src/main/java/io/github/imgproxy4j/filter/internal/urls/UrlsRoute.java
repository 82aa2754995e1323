package io.github.imgproxy4j.filter.internal.urls;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.internal.text.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code MOUNT/urls}: the URLs of images, signed here, as JSON for pages that are drawn in the browser.
 *
 * <p>The route is there when a preset is public. It touches neither the store nor upstream, so it answers at once on the
 * container's thread.
 */
public final class UrlsRoute implements ProxyRoute {
    private static final Logger log = LoggerFactory.getLogger(UrlsRoute.class);

    /** The URLs change only with the settings; five minutes spare a single-page app most of its questions. */
    private static final String CACHE_CONTROL = "max-age=300";

    private final Imgproxy imgproxy;

    /** The route for the public presets. */
    public UrlsRoute(Imgproxy imgproxy) {
        this.imgproxy = imgproxy;
    }

    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        exchange.answer(response(servletRequest));
    }

    private OwnResponse response(HttpServletRequest servletRequest) throws IOException {
        try {
            if (servletRequest.getMethod().equals("POST")) {
                return images(UrlsQuery.ofForm(servletRequest));
            }
            return images(UrlsQuery.of(servletRequest.getQueryString())).cacheable(CACHE_CONTROL);
        } catch (UrlsException refused) {
            return OwnResponse.error(refused.status(), String.valueOf(refused.getMessage()));
        }
    }

    private OwnResponse images(UrlsQuery query) throws UrlsException {
        if (!imgproxy.publicPresetNames().contains(query.preset())) {
            throw new UrlsException(HttpServletResponse.SC_FORBIDDEN, "preset must be a public one");
        }
        List<JsonObject> images = new ArrayList<>();
        for (String source : query.sources()) {
            try {
                images.add(ImageJson.of(source, imgproxy.publicImage(query.preset(), source)));
            } catch (ImgproxyException refused) {
                // The message names the allow-list, which clients must not see.
                log.debug("refused: {}", LogText.source(String.valueOf(refused.getMessage())));
                throw new UrlsException(
                        HttpServletResponse.SC_FORBIDDEN, "src number " + (images.size() + 1) + " is not allowed");
            }
        }
        return OwnResponse.json(HttpServletResponse.SC_OK, new JsonObject().objects("images", images));
    }
}
