package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.filter.internal.log.LogText;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.internal.text.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST MOUNT/warm} with {@code Authorization: Bearer TOKEN}, the query parameter {@code source}, any number of
 * {@code preset}, and optionally {@code widths} or {@code densities}, {@code formats} and {@code changed}: 202, and the
 * place that tells how far it is, {@code MOUNT/warm/ID}. The route does not exist if no token is set.
 */
final class WarmRoute implements ProxyRoute {
    private static final Logger log = LoggerFactory.getLogger(WarmRoute.class);

    private final CachingProxy proxy;
    private final BearerToken token;

    WarmRoute(CachingProxy proxy, String token) {
        this.proxy = proxy;
        this.token = new BearerToken(token);
    }

    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        exchange.answer(response(servletRequest));
    }

    private OwnResponse response(HttpServletRequest servletRequest) {
        if (!token.isSentBy(servletRequest)) {
            return BearerToken.unauthorized();
        }
        String uri = servletRequest.getRequestURI();
        String id = uri.substring(uri.lastIndexOf('/') + 1);
        boolean starts = servletRequest.getMethod().equals("POST");
        if (id.equals("warm")) {
            return starts ? start(servletRequest) : notAllowed("POST, OPTIONS");
        }
        return starts ? notAllowed("GET, HEAD, OPTIONS") : status(id);
    }

    private OwnResponse status(String id) {
        Warmup warmup = proxy.warmup(id);
        return warmup == null
                ? OwnResponse.error(HttpServletResponse.SC_NOT_FOUND, "no such run, or too many since")
                : OwnResponse.json(HttpServletResponse.SC_OK, json(warmup));
    }

    private OwnResponse start(HttpServletRequest servletRequest) {
        String source = servletRequest.getParameter("source");
        if (source == null) {
            return OwnResponse.error(HttpServletResponse.SC_BAD_REQUEST, "source must name the original image");
        }
        try {
            List<ImageBuilder> images = images(servletRequest, source);
            boolean changed = servletRequest.getParameter("changed") != null;
            Warmup warmup = changed ? proxy.sourceChanged(source, images) : proxy.warm(images);
            return OwnResponse.json(HttpServletResponse.SC_ACCEPTED, json(warmup))
                    .header("Location", servletRequest.getRequestURI() + "/" + warmup.id());
        } catch (IllegalArgumentException wrong) {
            return OwnResponse.error(HttpServletResponse.SC_BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (IOException failure) {
            log.warn("purging failed: {}", LogText.of(failure));
            return OwnResponse.error(
                    HttpServletResponse.SC_BAD_GATEWAY, "the store failed; nothing is made; try again");
        }
    }

    private List<ImageBuilder> images(HttpServletRequest servletRequest, String source) {
        String[] presets = Objects.requireNonNullElse(servletRequest.getParameterValues("preset"), new String[0]);
        String[] formats = values(servletRequest.getParameter("formats"));
        int[] widths = Stream.of(values(servletRequest.getParameter("widths")))
                .mapToInt(Integer::parseInt)
                .toArray();
        double[] densities = Stream.of(values(servletRequest.getParameter("densities")))
                .mapToDouble(Double::parseDouble)
                .toArray();
        List<ImageBuilder> images = proxy.presetImages(source, widths.length + densities.length == 0, presets);
        for (ImageBuilder image : images) {
            if (widths.length > 0) {
                image.widths(widths);
            }
            if (densities.length > 0) {
                image.densities(densities);
            }
            image.formats(formats);
        }
        return images;
    }

    private static String[] values(@Nullable String list) {
        return list == null || list.isEmpty() ? new String[0] : list.split(",", -1);
    }

    private static JsonObject json(Warmup warmup) {
        return new JsonObject()
                .text("id", warmup.id())
                .text("status", warmup.isDone() ? "done" : "running")
                .number("total", warmup.total())
                .number("made", warmup.made())
                .number("stored", warmup.stored())
                .objects(
                        "failures",
                        warmup.failures().entrySet().stream()
                                .map(failure -> new JsonObject()
                                        .text("path", failure.getKey())
                                        .number("status", failure.getValue()))
                                .toList());
    }

    private static OwnResponse notAllowed(String methods) {
        return OwnResponse.error(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "the methods here are " + methods)
                .header("Allow", methods);
    }
}
