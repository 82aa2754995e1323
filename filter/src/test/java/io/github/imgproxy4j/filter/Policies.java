package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Policies for tests. */
public final class Policies {
    /** As without any setting. */
    public static final Policy DEFAULT = of(builder -> {});

    private Policies() {}

    /** What a proxy that is built so goes by. */
    public static Policy of(Consumer<CachingProxyBuilder> settings) {
        HttpUpstream nowhere = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .connectTimeout(Duration.ofSeconds(1))
                .responseTimeout(Duration.ofSeconds(1))
                .build();
        try (nowhere) {
            CachingProxyBuilder builder = CachingProxy.builder(ProxyFixture.IMGPROXY, nowhere);
            settings.accept(builder);
            return builder.policy();
        }
    }
}
