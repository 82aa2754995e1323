package io.github.imgproxy4j.cli.doctor.urls;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A URL of imgproxy as given by the user, taken apart although it may be wrong.
 *
 * @param text as it was given, without query and fragment
 * @param mount what stands before the signature
 * @param signature the text in the place of the signature, or empty
 * @param options the segments of options
 * @param rest the source, with the slash before it
 */
record GivenUrl(String text, String mount, String signature, List<String> options, String rest) {
    private static final String PLAIN = "plain";

    static GivenUrl of(String given) {
        String text = given.strip().replaceFirst("[?#].*", "");
        int path = text.matches("(?i)https?://.*") ? text.indexOf('/', text.indexOf("//") + 2) : 0;
        String authority = path <= 0 ? "" : text.substring(0, path);
        String[] segments =
                (path < 0 ? "" : text.substring(path)).replaceFirst("^/*", "").split("/", -1);
        int first = firstOption(segments);
        int signature = Math.max(0, first - 1);
        StringBuilder mount = new StringBuilder(authority);
        for (int i = 0; i < signature; i++) {
            mount.append('/').append(segments[i]);
        }
        List<String> options = new ArrayList<>();
        int end = first;
        while (end < segments.length && isOption(segments[end])) {
            options.add(segments[end++]);
        }
        StringBuilder rest = new StringBuilder();
        for (int i = end; i < segments.length; i++) {
            rest.append('/').append(segments[i]);
        }
        return new GivenUrl(text, mount.toString(), first == 0 ? "" : segments[signature], options, rest.toString());
    }

    /** Where the options begin, or the source if there are none. */
    private static int firstOption(String[] segments) {
        for (int i = 0; i < segments.length; i++) {
            if (isOption(segments[i]) || segments[i].equals(PLAIN)) {
                return i;
            }
        }
        return Math.min(segments.length, 1);
    }

    private static boolean isOption(String segment) {
        return segment.indexOf(':') > 0;
    }

    /** As imgproxy gets it. */
    String signedPath() {
        return "/" + signature + path();
    }

    /** What is signed. */
    String path() {
        return (options.isEmpty() ? "" : "/" + String.join("/", options)) + rest;
    }

    /** Where to ask; empty for a path alone. */
    Optional<URI> uri() {
        try {
            return text.matches("(?i)https?://.*") ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The same with another segment. */
    String with(String option, String better) {
        return text.replace("/" + option + "/", "/" + better + "/");
    }
}
