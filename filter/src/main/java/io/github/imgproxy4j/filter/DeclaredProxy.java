package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.ProxyDeclaration;
import io.github.imgproxy4j.settings.Settings;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link ImgproxyFilter} of a web application, as it is declared; none if there are several. */
public final class DeclaredProxy implements ProxyDeclaration {
    /** For {@link java.util.ServiceLoader}. */
    public DeclaredProxy() {}

    @Override
    public Map<String, String> initParams(Object servletContext) {
        FilterRegistration filter = filter(servletContext);
        return filter == null ? Map.of() : Map.copyOf(filter.getInitParameters());
    }

    @Override
    public @Nullable String mount(Settings settings, Object servletContext) {
        FilterRegistration filter = filter(servletContext);
        if (filter != null && servletContext instanceof ServletContext context) {
            return MountChoice.of(settings, FilterMappings.of(context, filter.getName()))
                    .mount();
        }
        return settings.isSet(FilterSettings.MOUNT) ? settings.get(FilterSettings.MOUNT) : null;
    }

    private static @Nullable FilterRegistration filter(Object servletContext) {
        if (!(servletContext instanceof ServletContext context)) {
            return null;
        }
        try {
            List<? extends FilterRegistration> filters = context.getFilterRegistrations().values().stream()
                    .filter(filter -> ImgproxyFilter.class.getName().equals(filter.getClassName()))
                    .toList();
            return filters.size() == 1 ? filters.get(0) : null;
        } catch (UnsupportedOperationException notTold) {
            // The filter compares when it starts.
            return null;
        }
    }
}
