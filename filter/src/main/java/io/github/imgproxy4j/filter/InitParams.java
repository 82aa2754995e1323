package io.github.imgproxy4j.filter;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The params of a filter or of the whole app as a map. */
final class InitParams {
    private InitParams() {}

    static Map<String, String> of(FilterConfig config) {
        return map(config.getInitParameterNames(), config::getInitParameter);
    }

    static Map<String, String> of(ServletContext context) {
        return map(context.getInitParameterNames(), context::getInitParameter);
    }

    private static Map<String, String> map(Enumeration<String> names, Function<String, @Nullable String> value) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : Collections.list(names)) {
            String text = value.apply(name);
            if (text != null) {
                params.put(name, text);
            }
        }
        return params;
    }
}
