package io.github.imgproxy4j.filter.documentation;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.Warmup;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.util.List;

/** The examples of docs/warming.md. */
final class WarmingExample {
    private WarmingExample() {}

    static List<Warmup> warm(ServletContext servletContext, Imgproxy imgproxy) {
        // region warm
        CachingProxy proxy = CachingProxy.in(servletContext);
        Warmup cards = proxy.warm("local:///cat.jpg", "card", "hero");
        Warmup gallery = proxy.warm(
                List.of(imgproxy.image("local:///cat.jpg").widths(320, 640, 960).formats("avif", "webp")));
        // endregion
        return List.of(cards, gallery);
    }

    static Warmup changed(CachingProxy proxy) throws IOException {
        // region changed
        Warmup renewed = proxy.sourceChanged("local:///cat.jpg", "card", "hero");
        // endregion
        return renewed;
    }
}
