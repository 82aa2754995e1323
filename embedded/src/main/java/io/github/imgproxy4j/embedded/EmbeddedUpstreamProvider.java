package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.settings.Settings;
import java.util.Set;

/** Provides the embedded processor to the proxy, which uses it if no imgproxy URL is set. */
public final class EmbeddedUpstreamProvider implements UpstreamProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EmbeddedUpstreamProvider() {}

    @Override
    public Upstream create(Settings settings) {
        return EmbeddedImgproxy.create(settings);
    }

    @Override
    public Set<String> formats() {
        return ImageFormat.written();
    }
}
