package io.github.imgproxy4j.cli.doctor.page;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Response;
import io.github.imgproxy4j.cli.html.SrcSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Judges a page by its own Content-Security-Policy. */
final class PolicyRules {
    private static final String HEADER = "Content-Security-Policy";

    private final Document page;
    private final URI place;
    private final ContentPolicy policy = new ContentPolicy();
    private final Findings findings;
    private boolean hasPolicy;

    PolicyRules(Document page, Response response, Findings findings) {
        this.page = page;
        this.place = response.uri();
        this.findings = findings;
        response.headers().allValues(HEADER).forEach(this::add);
        page.select("meta[http-equiv=" + HEADER + "]").forEach(meta -> add(meta.attr("content")));
    }

    private void add(String text) {
        policy.add(text);
        hasPolicy = true;
    }

    void judge() {
        handlers();
        images();
    }

    private void handlers() {
        Set<String> refused = new TreeSet<>();
        page.select("img[onerror]").stream()
                .map(image -> hash(image.attr("onerror")))
                .filter(hash -> !policy.allowsHandler(hash))
                .forEach(refused::add);
        if (refused.isEmpty()) {
            findings.ok(
                    CheckId.PAGE_CSP_SCRIPT,
                    hasPolicy ? "inline handlers of images are allowed" : "the page has no policy");
        } else {
            findings.fault(
                    CheckId.PAGE_CSP_SCRIPT,
                    "the policy of the page blocks the fallback handler: an image that is not cached yet stays broken",
                    "script-src 'self' 'unsafe-hashes' " + String.join(" ", refused));
        }
    }

    private void images() {
        Set<String> refused = new TreeSet<>();
        page.select("img, picture > source").stream()
                .flatMap(PolicyRules::urls)
                .filter(url -> !policy.allowsImage(url, place))
                .forEach(url ->
                        refused.add(url.getScheme() + (url.getAuthority() == null ? ":" : "://" + url.getAuthority())));
        if (refused.isEmpty()) {
            findings.ok(CheckId.PAGE_CSP_IMAGES, hasPolicy ? "every image is allowed" : "the page has no policy");
        } else {
            findings.fault(
                    CheckId.PAGE_CSP_IMAGES,
                    "the policy of the page blocks images of " + String.join(" and ", refused),
                    "img-src 'self' " + String.join(" ", refused));
        }
    }

    /** What a browser may load for an element, first or after a failure. */
    private static Stream<URI> urls(Element element) {
        return Stream.concat(
                        Stream.of(element.attr("src"), element.attr("data-imgproxy-src")),
                        Stream.of(element.attr("srcset"), element.attr("data-imgproxy-srcset"))
                                .flatMap(srcset -> SrcSet.parse(srcset).stream())
                                .map(SrcSet::url))
                .filter(url -> !url.isBlank())
                .flatMap(url -> resolved(element, url));
    }

    private static Stream<URI> resolved(Element element, String url) {
        try {
            return Stream.of(URI.create(element.baseUri()).resolve(url.strip()));
        } catch (IllegalArgumentException malformed) {
            return Stream.empty();
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
