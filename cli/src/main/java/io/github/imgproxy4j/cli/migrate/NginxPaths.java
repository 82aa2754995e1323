package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import org.jspecify.annotations.Nullable;

/** Finds signed paths in the keys of nginx, by default {@code $scheme$proxy_host$request_uri}. */
public final class NginxPaths {
    /** Deeper mounts are not looked for. */
    private static final int DEEPEST = 8;

    private final Imgproxy imgproxy;

    /** With the keys that signed them. */
    public NginxPaths(Imgproxy imgproxy) {
        this.imgproxy = imgproxy;
    }

    /** The path without signature in a key, or null if there is none with a right signature. */
    @Nullable
    String pathIn(String nginxKey) {
        String text = nginxKey.replaceFirst("^[a-z]+://[^/]+", "").replaceFirst("\\?.*", "");
        int slash = text.indexOf('/');
        for (int i = 0; i < DEEPEST && slash >= 0; i++) {
            Verification verification = imgproxy.verify(text.substring(slash));
            if (verification.outcome() == Outcome.VERIFIED) {
                return verification.signedPath().path();
            }
            slash = text.indexOf('/', slash + 1);
        }
        return null;
    }
}
