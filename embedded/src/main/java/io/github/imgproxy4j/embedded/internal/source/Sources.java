package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.SettingNames;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Picks the loader by the scheme of the URL. */
public final class Sources implements SourceLoader {
    private final AllowedSources allowed;
    private final @Nullable SourceLoader local;
    private final SourceLoader http;

    /**
     * The loaders.
     *
     * @param allowed what any source must begin with
     * @param local for {@code local:///}, or null if there is no root
     */
    public Sources(AllowedSources allowed, @Nullable SourceLoader local, SourceLoader http) {
        this.allowed = allowed;
        this.local = local;
        this.http = http;
    }

    @Override
    public SourceBytes load(String url, long maxBytes, Deadline deadline)
            throws ProcessingException, InterruptedException {
        allowed.check(url);
        String scheme = scheme(url);
        return switch (scheme) {
            case "http", "https" -> http.load(url, maxBytes, deadline);
            case "local" -> loadLocal(url, maxBytes, deadline);
            default ->
                throw ProcessingException.unreachable(
                        "source scheme [" + scheme + "] is not http, https or local", null);
        };
    }

    @Override
    public boolean isUnchanged(String url, SourceBytes fetched) {
        return local != null && scheme(url).equals("local") && local.isUnchanged(url, fetched);
    }

    private static String scheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? "" : url.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private SourceBytes loadLocal(String url, long maxBytes, Deadline deadline)
            throws ProcessingException, InterruptedException {
        if (local == null) {
            throw ProcessingException.unreachable(
                    "local sources are disabled; set " + SettingNames.LOCAL_FILESYSTEM_ROOT + " to enable them", null);
        }
        return local.load(url, maxBytes, deadline);
    }
}
