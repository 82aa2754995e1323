package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Imgproxy} instance that the tags, the dialect and the filter of a web app share.
 *
 * <p>It is kept in the application scope under the name {@link #ATTRIBUTE}. An app may set its own instance first;
 * otherwise it is created on first use from system properties, the environment, the init-params of the filter and
 * context-params, in this order. Where the filter is mapped is read from its declaration, whether or not it has
 * started.
 */
public final class SharedImgproxy {
    /** The attribute of the application scope. */
    public static final String ATTRIBUTE = Imgproxy.class.getName();

    private static final String DEFAULT_MOUNT = "/img";

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
            Imgproxy made = make(scope, scope.servletContext(), declaration());
            scope.setAttribute(ATTRIBUTE, made);
            return made;
        }
    }

    private static Imgproxy make(
            ApplicationScope scope, @Nullable Object servletContext, @Nullable ProxyDeclaration proxy) {
        if (servletContext == null || proxy == null) {
            return Imgproxy.of(settings(scope, Map.of()), scope.contextPath() + DEFAULT_MOUNT);
        }
        Settings settings = settings(scope, proxy.initParams(servletContext));
        String mount = proxy.mount(settings, servletContext);
        return Imgproxy.of(settings, scope.contextPath() + (mount == null ? DEFAULT_MOUNT : mount + "/"));
    }

    /** Null without the filter on the class path. */
    private static @Nullable ProxyDeclaration declaration() {
        return ServiceLoader.load(ProxyDeclaration.class, SharedImgproxy.class.getClassLoader())
                .findFirst()
                .orElse(null);
    }

    private static Settings settings(ApplicationScope scope, Map<String, String> initParams) {
        return Settings.read(
                SettingsSource.systemProperties(System.getProperties()),
                SettingsSource.environment(System.getenv()),
                SettingsSource.of("init-param", initParams),
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

        /** The {@code ServletContext} itself, for modules that know its type; null if there is none. */
        default @Nullable Object servletContext() {
            return null;
        }
    }
}
