package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Imgproxy} instance that the tags, the dialect and the filter of a web app share.
 *
 * <p>It is kept in the application scope under the name {@link #ATTRIBUTE}. An app may set its own instance first;
 * otherwise it is created on first use from system properties, the environment and context-params, in this order.
 */
public final class SharedImgproxy {
    /** The attribute of the application scope. */
    public static final String ATTRIBUTE = Imgproxy.class.getName();

    private SharedImgproxy() {}

    /**
     * The shared instance. Thread-safe if the scope is; every caller gets the same object.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if it must be created and the settings are invalid
     */
    public static Imgproxy in(ApplicationScope scope) {
        Object shared = scope.attribute(ATTRIBUTE);
        return shared instanceof Imgproxy imgproxy ? imgproxy : make(scope);
    }

    private static Imgproxy make(ApplicationScope scope) {
        synchronized (SharedImgproxy.class) {
            Object shared = scope.attribute(ATTRIBUTE);
            if (shared instanceof Imgproxy imgproxy) {
                return imgproxy;
            }
            Imgproxy made = Imgproxy.of(settings(scope), scope.contextPath() + "/img");
            scope.setAttribute(ATTRIBUTE, made);
            return made;
        }
    }

    private static Settings settings(ApplicationScope scope) {
        return Settings.read(
                SettingsSource.systemProperties(System.getProperties()),
                SettingsSource.environment(System.getenv()),
                SettingsSource.of("context-param", contextParams(scope)));
    }

    private static Map<String, String> contextParams(ApplicationScope scope) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : scope.initParameterNames()) {
            String value = scope.initParameter(name);
            if (value != null) {
                params.put(name, value);
            }
        }
        return params;
    }

    /** The required part of a {@code ServletContext}, without a dependency on the Servlet API. */
    public interface ApplicationScope {
        /** The attribute's value, or null. */
        @Nullable
        Object attribute(String name);

        /** Sets an attribute. */
        void setAttribute(String name, Object value);

        /** The names of the context-params. */
        Iterable<String> initParameterNames();

        /** A context-param's value, or null. */
        @Nullable
        String initParameter(String name);

        /** The paths of the files and folders directly in a folder of the app; folders end with a slash. */
        Iterable<String> resourcePaths(String folder);

        /** The path under which the app is deployed: empty, or {@code /shop}. */
        String contextPath();
    }
}
