package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allowed sources, and the base of relative ones. Immutable and thread-safe. */
public final class SourceRules {
    /** The key of the setting for the base of relative sources. */
    public static final String BASE_KEY = "imgproxy.source-base";

    private static final String WAYS_OUT =
            "https://HOST/PATH for a file on the web, local:///PATH for one on the server";

    private final @Nullable String base;
    private final List<SourcePrefix> allowed;

    private SourceRules(@Nullable String base, List<SourcePrefix> allowed) {
        this.base = base;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Rules.
     *
     * @param base the base of sources without scheme, or null if a scheme is required
     * @param allowed prefixes of which one must match; an empty list allows everything
     */
    public static SourceRules of(@Nullable String base, List<SourcePrefix> allowed) {
        return new SourceRules(base, allowed);
    }

    public static String checkedBase(String base) {
        if (Scheme.authority(base) < 0) {
            throw new ImgproxyException("source base [" + base + "] must begin with a scheme, such as https://host/");
        }
        return base.endsWith("/") ? base : base + "/";
    }

    /**
     * The source for imgproxy.
     *
     * @throws ImgproxyException if it is relative without a base, or not allowed
     */
    public String resolve(String source) {
        String absolute = absolute(source);
        if (!allowed.isEmpty() && allowed.stream().noneMatch(prefix -> prefix.allows(absolute))) {
            throw new ImgproxyException("source [" + absolute + "] must begin with one of " + allowed);
        }
        return absolute;
    }

    /**
     * The source with the base if it is relative; it is not checked whether it is allowed.
     *
     * @throws ImgproxyException if no server could fetch it: it is relative without a base or to another host, local to
     *     a browser, or not valid text
     */
    public String absolute(String source) {
        requireText(source);
        int authority = Scheme.authority(source);
        if (authority >= 0) {
            return requireHost(source, authority);
        }
        if (Scheme.colon(source) >= 0) {
            throw notHierarchical(source);
        }
        if (source.startsWith("//")) {
            throw refused(source, "names a host without a scheme; write https:" + source);
        }
        if (base == null) {
            throw refused(source, "has no scheme; set " + BASE_KEY + " to its base, or write " + WAYS_OUT);
        }
        if (source.startsWith("/")) {
            return base.substring(0, Scheme.authorityEnd(base)) + source;
        }
        return base + source;
    }

    /** No encoding can express an unpaired surrogate; a question mark instead would be another source. */
    public static String requireText(String source) {
        for (int i = 0; i < source.length(); i++) {
            if (Character.isSurrogate(source.charAt(i))) {
                return requireWellFormed(source);
            }
        }
        return source;
    }

    private static String requireWellFormed(String source) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(source)) {
            throw refused(Scheme.isData(source) ? DataUrl.shown(source) : source, "must be well-formed Unicode text");
        }
        return source;
    }

    private static String requireHost(String source, int authority) {
        boolean none = authority == source.length() || "/?#".indexOf(source.charAt(authority)) >= 0;
        String scheme = source.substring(0, Scheme.colon(source));
        if (none && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw refused(source, "must have a host after its scheme");
        }
        return source;
    }

    private static ImgproxyException notHierarchical(String source) {
        if (Scheme.isData(source)) {
            return refused(DataUrl.shown(source), "must be a data:image/ URL, which is shown unchanged");
        }
        return refused(
                source,
                isBlob(source)
                        ? "exists only in one browser; upload the file and use its URL on the server"
                        : "must have // after its scheme, as in " + WAYS_OUT);
    }

    private static boolean isBlob(String source) {
        return source.regionMatches(true, 0, "blob:", 0, "blob:".length());
    }

    private static ImgproxyException refused(String source, String rule) {
        return new ImgproxyException("source [" + source + "] " + rule);
    }
}
