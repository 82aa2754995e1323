package io.github.imgproxy4j.embedded.internal.limit;

/** The keys of the settings that messages suggest. */
public final class SettingNames {
    public static final String ALLOW_LINK_LOCAL = "imgproxy.allow-link-local-source-addresses";
    public static final String ALLOW_LOOPBACK = "imgproxy.allow-loopback-source-addresses";
    public static final String ALLOW_PRIVATE = "imgproxy.allow-private-source-addresses";
    public static final String LOCAL_FILESYSTEM_ROOT = "imgproxy.local-filesystem-root";
    public static final String MEMORY = "imgproxy.embedded-memory";
    public static final String REFUSE_CUT_SOURCES = "imgproxy.refuse-cut-sources";

    private SettingNames() {}
}
