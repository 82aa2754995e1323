package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Settings of requests to upstream that the proxy and an upstream inside this JVM share. */
public final class UpstreamSettings {
    /** The imgproxy servers; if set, they are the only upstream. */
    public static final Setting<List<URI>> URL = Setting.httpUrls(
            "imgproxy.url",
            "URL of imgproxy, or a comma list of several servers among which requests rotate; not set: the"
                    + " embedded processor, if it is on the class path");

    /** Unprocessed sources. */
    public static final Setting<Boolean> ALLOW_RAW = Setting.flag(
                    "imgproxy.allow-raw", "Whether paths may request the unprocessed source with the option raw")
            .withDefault(false);

    /** Limits of upstream that a path may change. */
    public static final Setting<Boolean> ALLOW_SECURITY_OPTIONS = Setting.flag(
                    "imgproxy.allow-security-options",
                    "Whether paths may change limits that protect imgproxy: msr, msfs, maf, mafr, mrd")
            .withEnvironmentName("IMGPROXY_ALLOW_SECURITY_OPTIONS")
            .withDefault(false);

    /** Bearer secret of imgproxy. */
    public static final Setting<String> SECRET = Setting.text(
                    "imgproxy.secret", "Secret that imgproxy expects as a bearer token")
            .withEnvironmentName("IMGPROXY_SECRET")
            .asSecret();

    /** Time for a connection. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    "imgproxy.connect-timeout", "Longest time to connect to imgproxy")
            .withDefault(Duration.ofSeconds(3))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Time until headers. */
    public static final Setting<Duration> RESPONSE_TIMEOUT = Setting.duration(
                    "imgproxy.response-timeout", "Longest time from the request to imgproxy's headers")
            .withDefault(Duration.ofSeconds(20))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    private UpstreamSettings() {}
}
