package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.html.InlineFallback;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each page a strict Content-Security-Policy.
 *
 * <p>With the init-param {@code inline-fallback} the one constant {@code onerror} handler is allowed by its hash, and
 * still no other inline script. Pictures from another host, such as a bucket, are allowed from that host.
 */
public final class PagePolicy extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String STRICT =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String INLINE_FALLBACK = "; script-src 'self' 'unsafe-hashes' " + InlineFallback.CSP_HASH;

    /** For the container. */
    public PagePolicy() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean inlineFallback = Boolean.parseBoolean(getInitParameter("inline-fallback"));
        response.setHeader(
                "Content-Security-Policy", STRICT + (inlineFallback ? INLINE_FALLBACK : "") + imageSources());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        chain.doFilter(request, response);
    }

    private String imageSources() {
        Imgproxy imgproxy =
                (Imgproxy) Objects.requireNonNull(getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE));
        ImageUrls anyImage = imgproxy.image("local:///any").urls();
        String hosts = Stream.of(anyImage.cached(), anyImage.proxy())
                .map(URI::create)
                .filter(url -> url.getRawAuthority() != null)
                .map(url -> " " + url.getScheme() + "://" + url.getRawAuthority())
                .distinct()
                .collect(Collectors.joining());
        return hosts.isEmpty() ? "" : "; img-src 'self'" + hosts;
    }
}
