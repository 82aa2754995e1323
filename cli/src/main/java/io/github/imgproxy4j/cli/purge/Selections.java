package io.github.imgproxy4j.cli.purge;

import io.github.imgproxy4j.cli.path.UrlKeys;
import io.github.imgproxy4j.cli.purge.Selection.Kind;
import io.github.imgproxy4j.filter.store.CacheKeys;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variants that the arguments name, each selection once. For one thread. */
public final class Selections {
    private static final String CACHE_ROUTE = "/cache/";
    private static final Pattern PREFIX = Pattern.compile("(?!.*//)[A-Za-z0-9_~-][A-Za-z0-9._~/-]*/");

    private final Set<Selection> selections = new LinkedHashSet<>();
    private final UrlKeys urlKeys;
    private final @Nullable String cacheUrl;

    /**
     * None yet.
     *
     * @param urlKeys finds the keys of URLs
     * @param cacheUrl what cached URLs begin with, the setting {@code imgproxy.cache-url}; null if it is not set
     */
    public Selections(UrlKeys urlKeys, @Nullable String cacheUrl) {
        this.urlKeys = urlKeys;
        this.cacheUrl = cacheUrl == null || cacheUrl.endsWith("/") ? cacheUrl : cacheUrl + "/";
    }

    /**
     * Adds what a text names: a signed path or a cached URL, a key, or the beginning of keys.
     *
     * @throws picocli.CommandLine.ParameterException if it is none of them
     */
    public void add(String text) {
        String key = withoutCacheUrl(text);
        if (CacheKeys.isKey(key)) {
            selections.add(new Selection(Kind.KEY, key));
        } else if (PREFIX.matcher(text).matches()) {
            selections.add(new Selection(Kind.PREFIX, text));
        } else {
            selections.add(new Selection(Kind.KEY, urlKeys.of(text)));
        }
    }

    /** Adds all variants of an original image. */
    public void addSource(String source) {
        selections.add(new Selection(Kind.SOURCE, source));
    }

    /** Adds all variants. */
    public void addAll() {
        selections.add(Selection.ALL);
    }

    /** In the order in which they were added. */
    public Set<Selection> get() {
        return selections;
    }

    private String withoutCacheUrl(String text) {
        if (cacheUrl != null && text.startsWith(cacheUrl)) {
            return text.substring(cacheUrl.length());
        }
        int route = text.lastIndexOf(CACHE_ROUTE);
        return route < 0 ? text : text.substring(route + CACHE_ROUTE.length());
    }
}
