package io.github.imgproxy4j.filter.internal.urls;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.EntityTagBuilder;
import io.github.imgproxy4j.filter.internal.response.ResponseHeaders;
import io.github.imgproxy4j.filter.log.LogText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code MOUNT/urls}: the URLs of images, signed here, as JSON for pages that are drawn in the browser.
 *
 * <p>The route is there when a preset is public. It touches neither the store nor upstream, so it answers at once on the
 * container's thread.
 */
public final class UrlsRoute {
    private static final Logger log = LoggerFactory.getLogger(UrlsRoute.class);

    private static final String PATH = "/urls";
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    /** The URLs change only with the settings; five minutes spare a single-page app most of its questions. */
    private static final String CACHE_CONTROL = "max-age=300";

    private UrlsRoute() {}

    /**
     * Whether a request is for this route.
     *
     * @param base context path and mount
     */
    public static boolean leadsTo(HttpServletRequest servletRequest, String base, Imgproxy imgproxy) {
        return !imgproxy.publicPresetNames().isEmpty()
                && servletRequest.getRequestURI().equals(base + PATH);
    }

    public static void answer(HttpServletRequest servletRequest, HttpServletResponse servletResponse, Imgproxy imgproxy)
            throws IOException {
        ResponseHeaders headers = new ResponseHeaders(servletResponse);
        headers.removeContradicting();
        headers.set("Cache-Status", CacheStatus.CACHE_NAME);
        headers.set("X-Content-Type-Options", "nosniff");
        try {
            switch (servletRequest.getMethod()) {
                case "GET", "HEAD" -> answerCacheable(servletRequest, servletResponse, headers, imgproxy);
                case "POST" -> {
                    headers.set("Cache-Control", "no-store");
                    write(servletRequest, servletResponse, headers, images(UrlsQuery.ofForm(servletRequest), imgproxy));
                }
                case "OPTIONS" -> {
                    headers.set("Allow", METHODS);
                    servletResponse.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> {
                    headers.set("Allow", METHODS);
                    throw new UrlsException(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method must be GET or POST");
                }
            }
        } catch (UrlsException errorStatus) {
            servletResponse.setStatus(errorStatus.status());
            headers.set("Cache-Control", "no-store");
            write(servletRequest, servletResponse, headers, errorStatus.json().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answerCacheable(
            HttpServletRequest servletRequest,
            HttpServletResponse servletResponse,
            ResponseHeaders headers,
            Imgproxy imgproxy)
            throws IOException, UrlsException {
        byte[] body = images(UrlsQuery.of(servletRequest.getQueryString()), imgproxy);
        EntityTagBuilder entityTag = new EntityTagBuilder();
        entityTag.update(body, 0, body.length);
        String etag = entityTag.tag();
        headers.set("Cache-Control", CACHE_CONTROL);
        headers.set("ETag", etag);
        if (Conditions.of(servletRequest).isCurrent(etag, null)) {
            servletResponse.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            write(servletRequest, servletResponse, headers, body);
        }
    }

    private static byte[] images(UrlsQuery query, Imgproxy imgproxy) throws UrlsException {
        if (!imgproxy.publicPresetNames().contains(query.preset())) {
            throw new UrlsException(HttpServletResponse.SC_FORBIDDEN, "preset must be a public one");
        }
        List<String> images = new ArrayList<>();
        for (String source : query.sources()) {
            try {
                images.add(UrlsJson.image(source, imgproxy.publicImage(query.preset(), source)));
            } catch (ImgproxyException refused) {
                // The message names the allow-list, which is nobody's business.
                log.debug("refused: {}", LogText.source(String.valueOf(refused.getMessage())));
                throw new UrlsException(
                        HttpServletResponse.SC_FORBIDDEN, "src number " + (images.size() + 1) + " is not allowed");
            }
        }
        return UrlsJson.images(images).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(
            HttpServletRequest servletRequest,
            HttpServletResponse servletResponse,
            ResponseHeaders headers,
            byte[] body)
            throws IOException {
        headers.contentType("application/json");
        servletResponse.setContentLength(body.length);
        if (!servletRequest.getMethod().equals("HEAD")) {
            servletResponse.getOutputStream().write(body);
        }
    }
}
