package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.SharedImgproxy;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code ServletContext} as the scope of the shared {@code Imgproxy}. */
record ServletContextScope(ServletContext servletContext) implements SharedImgproxy.ApplicationScope {
    /** The scope, or null if the object is not a Jakarta {@code ServletContext}. */
    static @Nullable ServletContextScope of(Object servletContext) {
        return servletContext instanceof ServletContext jakarta ? new ServletContextScope(jakarta) : null;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return servletContext.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        servletContext.setAttribute(name, value);
    }

    @Override
    public Iterable<String> initParameterNames() {
        return Collections.list(servletContext.getInitParameterNames());
    }

    @Override
    public @Nullable String initParameter(String name) {
        return servletContext.getInitParameter(name);
    }

    @Override
    public Iterable<String> resourcePaths(String folder) {
        Set<String> paths = servletContext.getResourcePaths(folder);
        return paths == null ? Set.of() : paths;
    }

    @Override
    public String contextPath() {
        return servletContext.getContextPath();
    }
}
