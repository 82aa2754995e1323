/**
 * A caching proxy for imgproxy as a servlet filter. Start at {@link io.github.imgproxy4j.filter.ImgproxyFilter} or
 * {@link io.github.imgproxy4j.filter.CachingProxy}.
 *
 * @uses io.github.imgproxy4j.filter.store.StoreProvider stores that settings ask for
 * @uses io.github.imgproxy4j.filter.upstream.UpstreamProvider what stands in for imgproxy where no URL is set
 */
@SuppressWarnings("module") // those that internal packages are shared with are compiled later
module io.github.imgproxy4j.filter {
    requires transitive io.github.imgproxy4j.core;
    requires java.management;
    requires transitive java.net.http;
    requires java.xml;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.slf4j;
    requires static com.github.benmanes.caffeine;
    requires static org.jspecify;
    requires static jakarta.servlet;
    requires static micrometer.core;

    exports io.github.imgproxy4j.filter;
    exports io.github.imgproxy4j.filter.event;
    exports io.github.imgproxy4j.filter.metrics;
    exports io.github.imgproxy4j.filter.store;
    exports io.github.imgproxy4j.filter.store.file;
    exports io.github.imgproxy4j.filter.store.memory;
    exports io.github.imgproxy4j.filter.upstream;
    exports io.github.imgproxy4j.filter.internal.connection to
            io.github.imgproxy4j.embedded,
            io.github.imgproxy4j.store.s3;
    exports io.github.imgproxy4j.filter.internal.log to
            io.github.imgproxy4j.store.s3;

    uses io.github.imgproxy4j.filter.store.StoreProvider;
    uses io.github.imgproxy4j.filter.upstream.UpstreamProvider;

    provides io.github.imgproxy4j.settings.SettingsCatalog with
            io.github.imgproxy4j.filter.FilterSettings;
    provides io.github.imgproxy4j.ServerFormats with
            io.github.imgproxy4j.filter.UpstreamFormats;
    provides io.github.imgproxy4j.ProxyDeclaration with
            io.github.imgproxy4j.filter.DeclaredProxy;
}
