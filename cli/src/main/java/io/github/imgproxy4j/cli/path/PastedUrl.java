package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;

/** Finds the signed path in pasted text: the path itself, the path below a mount, or a whole URL. */
public final class PastedUrl {
    /** Deeper mounts must be removed by hand. */
    private static final int DEEPEST_MOUNT = 4;

    private PastedUrl() {}

    /**
     * The signed path in a text.
     *
     * @param text as pasted; a query and a fragment are ignored
     * @param imgproxy knows the mount, and which part of the path it signed
     * @return the part with a valid signature; without one, the part below the configured mount
     */
    public static String signedPath(String text, Imgproxy imgproxy) {
        String path = path(text);
        String candidate = path;
        for (int depth = 0; depth <= DEEPEST_MOUNT && candidate != null; depth++) {
            if (!imgproxy.isUnsigned() && isRight(candidate, imgproxy)) {
                return candidate;
            }
            int slash = candidate.indexOf('/', 1);
            candidate = slash < 0 ? null : candidate.substring(slash);
        }
        return belowMount(path, path(imgproxy.proxyUrl()));
    }

    /** The text in the place of the signature; of a path that is not malformed. */
    static String signature(String signedPath) {
        return signedPath.substring(1, signedPath.indexOf('/', 1));
    }

    private static boolean isRight(String path, Imgproxy imgproxy) {
        return imgproxy.verify(path).outcome() == Verification.Outcome.VERIFIED;
    }

    private static String belowMount(String path, String mount) {
        return path.startsWith(mount + "/") ? path.substring(mount.length()) : path;
    }

    /** The raw path of a URL or path, with a leading slash. */
    private static String path(String text) {
        String stripped = text.strip();
        int end = indexOfAny(stripped, "?#");
        String withoutQuery = stripped.substring(0, end);
        if (withoutQuery.matches("(?i)https?://.*")) {
            int slash = withoutQuery.indexOf('/', withoutQuery.indexOf("//") + 2);
            return slash < 0 ? "/" : withoutQuery.substring(slash).replaceFirst("^/{2}", "/");
        }
        // imgproxy forgives a second slash in front.
        return withoutQuery.replaceFirst("^/{0,2}", "/");
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
