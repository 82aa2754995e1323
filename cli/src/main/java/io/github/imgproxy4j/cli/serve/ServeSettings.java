package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the server itself. Only {@code serve} uses them, and checks them. */
public final class ServeSettings implements SettingsCatalog {
    /** The value that disables a part that is enabled by default. */
    static final String NONE = "none";

    /** The address of the image server. */
    public static final Setting<BindAddress> BIND = Setting.text(
                    "imgproxy.bind",
                    "Address and port where images are served, as in imgproxy-cache; port 0: a free one")
            .parsedBy(BindAddress::parse)
            .withEnvironmentName("IMGPROXY_BIND")
            .withDefault(BindAddress.parse(":8080"));

    /** The address of the metrics server. */
    public static final Setting<Optional<BindAddress>> METRICS_BIND = Setting.text(
                    "imgproxy.metrics-bind",
                    "Address and port where metrics and probes are served, on a port that is not public; none: nowhere")
            .parsedBy(text -> text.equals(NONE) ? Optional.<BindAddress>empty() : Optional.of(BindAddress.parse(text)))
            .withDefault(Optional.of(BindAddress.parse(":9464")));

    /** The imgproxy process. */
    public static final Setting<String> BINARY = Setting.text(
            "imgproxy.binary",
            "The imgproxy that the server starts if imgproxy.url is not set: a file, or a name on the PATH; none: the"
                    + " embedded processor; not set: imgproxy on the PATH, otherwise the embedded processor");

    /** Delay of the shutdown for load balancers. */
    public static final Setting<Duration> DRAIN_DELAY = Setting.duration(
                    "imgproxy.drain-delay",
                    "How long requests are still accepted after the stop signal, while /health/ready is 503, so that"
                            + " load balancers notice")
            .withDefault(Duration.ZERO);

    /** For the service loader. */
    public ServeSettings() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(BIND, METRICS_BIND, BINARY, DRAIN_DELAY);
    }

    /** In the environment of other subcommands, IMGPROXY_BIND may belong to an imgproxy. */
    @Override
    public boolean isUsed(Settings settings) {
        return false;
    }
}
