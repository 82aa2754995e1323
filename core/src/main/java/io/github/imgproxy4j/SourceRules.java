package io.github.imgproxy4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sources may be used, and what a relative one is relative to. Immutable and thread-safe. */
final class SourceRules {
    private final @Nullable String base;
    private final List<SourcePrefix> allowed;

    private SourceRules(@Nullable String base, List<SourcePrefix> allowed) {
        this.base = base;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Rules.
     *
     * @param base what a source without scheme is relative to, or null if there must be a scheme
     * @param allowed prefixes of which one must fit; none allows everything
     */
    static SourceRules of(@Nullable String base, List<SourcePrefix> allowed) {
        return new SourceRules(base, allowed);
    }

    static String checkedBase(String base) {
        if (Scheme.authority(base) < 0) {
            throw new ImgproxyException("source base [" + base + "] must begin with a scheme, such as https://host/");
        }
        return base.endsWith("/") ? base : base + "/";
    }

    /**
     * The source as imgproxy shall get it.
     *
     * @throws ImgproxyException if it is relative without a base, or not allowed
     */
    String resolve(String source) {
        String absolute = absolute(source);
        if (!allowed.isEmpty() && allowed.stream().noneMatch(prefix -> prefix.allows(absolute))) {
            throw new ImgproxyException("source [" + absolute + "] must begin with one of " + allowed);
        }
        return absolute;
    }

    /**
     * The source with the base in front of it where it needs one; nobody asks whether it is allowed.
     *
     * @throws ImgproxyException if it is relative in a way that the base cannot complete
     */
    String absolute(String source) {
        if (base == null || Scheme.colon(source) >= 0) {
            return source;
        }
        if (source.startsWith("//")) {
            throw new ImgproxyException("source [" + source + "] names a host without a scheme; add https:");
        }
        if (source.startsWith("/")) {
            return base.substring(0, Scheme.authorityEnd(base)) + source;
        }
        return base + source;
    }
}
