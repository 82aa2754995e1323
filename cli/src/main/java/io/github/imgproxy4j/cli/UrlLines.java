package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.cli.path.PastedUrl;
import io.github.imgproxy4j.cli.settings.ListFile;
import io.github.imgproxy4j.cli.warm.VariantSource;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.error.ImgproxyException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A list of proxy URLs or signed paths, with or without the mount in front, as access logs have them. */
final class UrlLines implements VariantSource {
    private final ListFile list;
    private final Imgproxy imgproxy;
    private final @Nullable String proxyUrl;

    /**
     * A list.
     *
     * @param proxyUrl where the proxy is, without a slash at the end; null if that is not known
     */
    UrlLines(ListFile list, Imgproxy imgproxy, @Nullable String proxyUrl) {
        this.list = list;
        this.imgproxy = imgproxy;
        this.proxyUrl = proxyUrl;
    }

    @Override
    public void addTo(Variants variants) {
        list.lines().forEach(line -> add(variants, line));
    }

    private void add(Variants variants, String line) {
        if (proxyUrl != null && line.startsWith(proxyUrl + "/")) {
            addPath(variants, line.substring(proxyUrl.length()), proxyUrl);
        } else if (line.startsWith("/")) {
            if (proxyUrl == null) {
                throw new ImgproxyException("--proxy [not set] must say where the proxy is: [" + line + "] is a path");
            }
            addPath(variants, PastedUrl.signedPath(withoutMount(line, URI.create(proxyUrl)), imgproxy), proxyUrl);
        } else if (line.matches("https?://[^/]+/.+")) {
            variants.add(uri(line), null);
        } else {
            throw list.wrong(line, "a URL or a signed path");
        }
    }

    private void addPath(Variants variants, String signedPath, String proxy) {
        uri(proxy + signedPath);
        CandidateOptions.add(variants, signedPath, key(signedPath), proxy);
    }

    private static String withoutMount(String path, URI proxy) {
        String mount = proxy.getRawPath();
        return !mount.isEmpty() && path.startsWith(mount + "/") ? path.substring(mount.length()) : path;
    }

    private URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw list.wrong(url, "a URL or a signed path, with % escapes where needed");
        }
    }

    private @Nullable String key(String signedPath) {
        Verification verification = imgproxy.verify(signedPath);
        return verification.outcome() == Verification.Outcome.VERIFIED ? imgproxy.key(verification.signedPath()) : null;
    }
}
