package io.github.imgproxy4j;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        if (!base.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
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
        if (base == null || Patterns.SCHEME.matcher(source).matches()) {
            return source;
        }
        if (source.startsWith("//")) {
            throw new ImgproxyException("source [" + source + "] names a host without a scheme; add https:");
        }
        if (source.startsWith("/")) {
            Matcher authority = Patterns.AUTHORITY.matcher(base);
            return authority.lookingAt() ? authority.group() + source : source;
        }
        return base + source;
    }

    /** Compiled for the first base; where there is none, the first URL does without. */
    private static final class Patterns {
        static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
        static final Pattern AUTHORITY = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
    }
}
