package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the caching proxy of a web application is declared, so that pages and proxy agree whichever starts
 * first.
 *
 * <p>Found by {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface ProxyDeclaration {
    /**
     * The settings in the declaration of the proxy, by name; empty if it is not declared yet.
     *
     * @param servletContext the {@code ServletContext} of the application
     */
    Map<String, String> initParams(Object servletContext);

    /**
     * The path of the proxy below the context path, {@code /img}; empty for the whole application. Null if it is not
     * known yet.
     *
     * @param settings all settings of the application, those of {@link #initParams} among them
     * @param servletContext the {@code ServletContext} of the application
     */
    @Nullable
    String mount(Settings settings, Object servletContext);
}
