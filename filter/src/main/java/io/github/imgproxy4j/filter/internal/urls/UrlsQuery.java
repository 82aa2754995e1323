package io.github.imgproxy4j.filter.internal.urls;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code MOUNT/urls} is asked: {@code preset=card&src=…&src=…}, in the query or as the body of a POST.
 *
 * <p>Read by ourselves, because containers differ in what they do with too many or broken parameters.
 *
 * @param preset one name
 * @param sources at least one, in the order of the request
 */
record UrlsQuery(String preset, List<String> sources) {
    static final int MOST_SOURCES = 100;
    static final int LONGEST_SOURCE = 2048;

    /** As many sources as allowed, each of a length that real ones have. */
    static final int LONGEST_BODY_BYTES = 64 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";

    UrlsQuery {
        sources = List.copyOf(sources);
    }

    /** Reads the body of a form. */
    static UrlsQuery ofForm(HttpServletRequest servletRequest) throws IOException, UrlsException {
        String contentType = String.valueOf(servletRequest.getContentType());
        if (!contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw new UrlsException(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "body must be " + FORM);
        }
        byte[] body = servletRequest.getInputStream().readNBytes(LONGEST_BODY_BYTES + 1);
        if (body.length > LONGEST_BODY_BYTES) {
            throw new UrlsException(
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "body must have at most " + LONGEST_BODY_BYTES + " bytes");
        }
        return of(new String(body, StandardCharsets.UTF_8));
    }

    /** Reads a query, null where there is none. */
    static UrlsQuery of(@Nullable String query) throws UrlsException {
        String preset = null;
        List<String> sources = new ArrayList<>();
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = decoded(parameter.substring(equals + 1));
            if (name.equals("src")) {
                sources.add(value);
            } else if (name.equals("preset") && preset == null) {
                preset = value;
            } else {
                throw badRequest("parameters must be one preset and any number of src");
            }
        }
        if (preset == null || sources.isEmpty()) {
            throw badRequest("parameters must be a preset and at least one src");
        }
        checkLimits(sources);
        return new UrlsQuery(preset, sources);
    }

    private static void checkLimits(List<String> sources) throws UrlsException {
        if (sources.size() > MOST_SOURCES) {
            throw new UrlsException(
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "at most " + MOST_SOURCES + " src are allowed in one request");
        }
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).length() > LONGEST_SOURCE) {
                throw badRequest("src number " + (i + 1) + " must have at most " + LONGEST_SOURCE + " characters");
            }
        }
    }

    private static String decoded(String value) throws UrlsException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw badRequest("parameters must be percent-encoded");
        }
    }

    private static UrlsException badRequest(String text) {
        return new UrlsException(HttpServletResponse.SC_BAD_REQUEST, text);
    }
}
