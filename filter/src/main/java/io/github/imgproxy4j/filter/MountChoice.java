package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Determines the mount from the settings and the mapping of a filter. A configured mount must be mapped. Otherwise the
 * mount is the default if that is mapped, or the mapping if there is only one.
 *
 * @param mount the mount, empty for the whole app; the one of the settings if there is a problem
 * @param problem the reason why the filter cannot start, or null
 */
record MountChoice(String mount, @Nullable String problem) {
    static MountChoice of(Settings settings, FilterMappings mappings) {
        String mount = settings.get(FilterSettings.MOUNT);
        if (!mappings.areKnown() || mappings.cover(mount)) {
            return new MountChoice(mount, null);
        }
        if (settings.isSet(FilterSettings.MOUNT)) {
            return new MountChoice(mount, problem(settings.spell(FilterSettings.MOUNT), mount, mappings));
        }
        List<String> folders = mappings.folders();
        return folders.size() == 1
                ? new MountChoice(folders.get(0), null)
                : new MountChoice(mount, undecided(mount, mappings, folders));
    }

    /** The problem with a mount set by a program, or null. */
    static @Nullable String problem(String mount, FilterMappings mappings) {
        return !mappings.areKnown() || mappings.cover(mount) ? null : problem("the mount", mount, mappings);
    }

    /**
     * The problem with pages that were made for another path before the filter told its own, or null.
     *
     * @param pages what pages use, made before the filter started
     */
    static @Nullable String problemOfPages(Imgproxy pages, String contextPath, String mount, FilterMappings mappings) {
        String place = contextPath + mount;
        if (!pages.isProxyUrlDefault() || pages.proxyUrl().equals(place)) {
            return null;
        }
        return "the proxy URL [" + shown(pages.proxyUrl()) + "] of the app's pages, a default that was used before the"
                + " filter started, is not where the filter [" + mappings.filterName() + "] answers, which is ["
                + shown(place) + "], from " + (mappings.areKnown() ? "its mapping " + mappings.patterns() : "its mount")
                + ": set imgproxy.mount to " + shown(mount) + " where the whole app sees it, as a context-param for"
                + " instance; or, if the app makes its own Imgproxy, Imgproxy.Builder.proxyUrl to " + shown(place);
    }

    /** The mount at which pages look for images. */
    static String ofPages(String proxyUrl, String contextPath) {
        String mount = proxyUrl.startsWith(contextPath) ? proxyUrl.substring(contextPath.length()) : proxyUrl;
        if (!proxyUrl.startsWith(contextPath) || !(mount.isEmpty() || FilterSettings.isMount(mount))) {
            throw new IllegalArgumentException("proxy URL [" + proxyUrl + "] must be a path below the context path ["
                    + contextPath + "], such as " + contextPath + FilterSettings.DEFAULT_MOUNT);
        }
        return mount;
    }

    private static String problem(String spelling, String mount, FilterMappings mappings) {
        List<String> folders = mappings.folders();
        return spelling + " [" + shown(mount) + "] is not where the filter [" + mappings.filterName()
                + "] is mapped, which is " + mappings.patterns() + ": map it to " + mount + "/*"
                + (folders.isEmpty() ? "" : ", or set imgproxy.mount to " + either(folders));
    }

    private static String undecided(String mount, FilterMappings mappings, List<String> folders) {
        return FilterSettings.MOUNT.key() + " [not set, so " + shown(mount) + "] is not where the filter ["
                + mappings.filterName() + "] is mapped, which is " + mappings.patterns() + ": map it to " + mount + "/*"
                + (folders.isEmpty() ? "" : ", or set imgproxy.mount to " + either(folders));
    }

    private static String either(List<String> folders) {
        return folders.stream().map(MountChoice::shown).collect(Collectors.joining(" or "));
    }

    /** As in the setting. */
    private static String shown(String mount) {
        return mount.isEmpty() ? "/" : mount;
    }
}
