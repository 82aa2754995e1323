package io.github.imgproxy4j.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The URL patterns of a filter, including those of the servlets to which it is mapped by name (Jakarta Servlet 6.0,
 * section 12.2). Immutable.
 *
 * @param filterName the name of the filter
 * @param patterns URL patterns in alphabetical order; empty if the container does not report them
 */
record FilterMappings(String filterName, List<String> patterns) {
    private static final String ALL = "/*";

    /** The pattern of the default servlet, which receives requests that no other pattern matches. */
    private static final String DEFAULT = "/";

    static FilterMappings of(FilterConfig config) {
        return of(config.getServletContext(), String.valueOf(config.getFilterName()));
    }

    static FilterMappings of(ServletContext context, String name) {
        Set<String> patterns = new TreeSet<>();
        try {
            FilterRegistration registration = context.getFilterRegistration(name);
            if (registration != null) {
                patterns.addAll(known(registration.getUrlPatternMappings()));
                for (String servlet : known(registration.getServletNameMappings())) {
                    patterns.addAll(ofServlet(context, servlet));
                }
            }
        } catch (UnsupportedOperationException notTold) {
            // Then the settings have to be right by themselves.
            patterns.clear();
        }
        return new FilterMappings(name, List.copyOf(patterns));
    }

    /** The name {@code *} means every servlet. */
    private static Collection<String> ofServlet(ServletContext context, String servletName) {
        if (servletName.equals("*")) {
            return List.of(ALL);
        }
        ServletRegistration servlet = context.getServletRegistration(servletName);
        return servlet == null ? List.of() : known(servlet.getMappings());
    }

    private static Collection<String> known(@Nullable Collection<String> mappings) {
        return mappings == null ? List.of() : mappings;
    }

    boolean areKnown() {
        return !patterns.isEmpty();
    }

    /** Whether all requests below a mount reach the filter. */
    boolean cover(String mount) {
        return patterns.stream()
                .anyMatch(pattern -> isForAll(pattern) || pattern.equals(mount + ALL) || isAbove(pattern, mount));
    }

    private static boolean isForAll(String pattern) {
        return pattern.equals(ALL) || pattern.equals(DEFAULT);
    }

    private static boolean isAbove(String pattern, String mount) {
        return pattern.endsWith(ALL) && mount.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    /** The paths below which all requests reach the filter; each is a possible mount. */
    List<String> folders() {
        return patterns.stream()
                .filter(pattern -> pattern.endsWith(ALL))
                .map(pattern -> pattern.substring(0, pattern.length() - ALL.length()))
                .filter(folder -> FilterSettings.isMount(folder.isEmpty() ? "/" : folder))
                .distinct()
                .toList();
    }

    /** The patterns that send requests to the filter that are not below its mount. */
    List<String> outside(String mount) {
        return patterns.stream()
                .filter(pattern ->
                        !mount.isEmpty() && !pattern.equals(mount) && !(pattern + "/").startsWith(mount + "/"))
                .toList();
    }
}
