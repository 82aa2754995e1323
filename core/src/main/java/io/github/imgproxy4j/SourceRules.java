package io.github.imgproxy4j;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which sources may be used, and what a relative one is relative to. Immutable and thread-safe. */
final class SourceRules {
    private final @Nullable String base;
    private final List<String> allowed;

    /** The allowed prefixes, taken apart at their asterisks. */
    private final List<List<String>> prefixes;

    private SourceRules(@Nullable String base, List<String> allowed) {
        this.base = base;
        this.allowed = List.copyOf(allowed);
        List<List<String>> parts = new ArrayList<>();
        for (String prefix : allowed) {
            parts.add(List.of(prefix.split("\\*", -1)));
        }
        this.prefixes = List.copyOf(parts);
    }

    /**
     * Rules.
     *
     * @param base what a source without scheme is relative to, or null if there must be a scheme
     * @param allowed prefixes of which one must fit; none allows everything
     */
    static SourceRules of(@Nullable String base, List<String> allowed) {
        return new SourceRules(base, new ArrayList<>(allowed));
    }

    static String checkedBase(String base) {
        if (!base.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new ImgproxyException("source base [" + base + "] must begin with a scheme, such as https://host/");
        }
        return base.endsWith("/") ? base : base + "/";
    }

    static String checkedPrefix(String prefix) {
        if (prefix.isBlank()) {
            throw new ImgproxyException("allowed source [] must not be empty");
        }
        if (Patterns.AUTHORITY.matcher(prefix).matches()) {
            throw new ImgproxyException("allowed source [" + prefix + "] must end its host with a slash, or " + prefix
                    + ".evil.example would be allowed as well");
        }
        return prefix;
    }

    /** imgproxy's rule: an asterisk, between the parts of a prefix, stands for anything but a slash. */
    private static boolean beginsWith(List<String> parts, String source) {
        int end = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int start = i == 0 ? 0 : source.indexOf(part, end);
            if (start < 0
                    || !source.startsWith(part, start)
                    || source.substring(end, start).indexOf('/') >= 0) {
                return false;
            }
            end = start + part.length();
        }
        return true;
    }

    /**
     * The source as imgproxy shall get it.
     *
     * @throws ImgproxyException if it is relative without a base, or not allowed
     */
    String resolve(String source) {
        String absolute = absolute(source);
        if (!allowed.isEmpty() && prefixes.stream().noneMatch(parts -> beginsWith(parts, absolute))) {
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

    /** Compiled for the first base or allowed prefix; where there are none, the first URL does without. */
    private static final class Patterns {
        static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
        static final Pattern AUTHORITY = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
    }
}
