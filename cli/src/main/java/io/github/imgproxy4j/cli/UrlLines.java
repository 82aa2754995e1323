package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.cli.warm.VariantSource;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.error.ImgproxyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Proxy URLs or signed paths, one a line; empty lines and those that begin with # are left out. */
final class UrlLines implements VariantSource {
    private static final String STANDARD_INPUT = "-";

    private final String file;
    private final Imgproxy imgproxy;
    private final @Nullable String proxyUrl;

    /**
     * The lines of a file, or of standard input for {@code -}.
     *
     * @param proxyUrl where the proxy is, without a slash at the end; null if that is not known
     */
    UrlLines(String file, Imgproxy imgproxy, @Nullable String proxyUrl) {
        this.file = file;
        this.imgproxy = imgproxy;
        this.proxyUrl = proxyUrl;
    }

    @Override
    public void addTo(Variants variants) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(variants, line.strip(), number);
                }
                number++;
            }
        }
    }

    private InputStream open() throws IOException {
        try {
            return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException missing) {
            throw new ImgproxyException("--urls [" + file + "] does not exist", missing);
        }
    }

    private void add(Variants variants, String line, int number) {
        String signedPath =
                proxyUrl != null && line.startsWith(proxyUrl + "/") ? line.substring(proxyUrl.length()) : line;
        if (signedPath.startsWith("/")) {
            if (proxyUrl == null) {
                throw new ImgproxyException(
                        "--proxy [not set] must say where the proxy is: line " + number + " of " + file + " is a path");
            }
            CandidateOptions.add(variants, signedPath, key(signedPath), proxyUrl);
        } else if (line.matches("https?://[^/]+/.+")) {
            variants.add(uri(line, number), null);
        } else {
            throw new ImgproxyException(
                    "line " + number + " of " + file + " [" + line + "] must be a URL or a signed path");
        }
    }

    private URI uri(String line, int number) {
        try {
            return URI.create(line);
        } catch (IllegalArgumentException malformed) {
            throw new ImgproxyException("line " + number + " of " + file + " [" + line + "] must be a URL", malformed);
        }
    }

    private @Nullable String key(String signedPath) {
        Verification verification = imgproxy.verify(signedPath);
        return verification.outcome() == Verification.Outcome.VERIFIED ? imgproxy.key(verification.signedPath()) : null;
    }
}
