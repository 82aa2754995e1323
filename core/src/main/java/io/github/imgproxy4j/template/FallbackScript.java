package io.github.imgproxy4j.template;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy.ApplicationScope;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.html.WrittenAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code <script>} element that loads the JavaScript module, for {@link FallbackMode#SCRIPT}.
 *
 * <p>The URL is, in this order, that of the attribute {@code src}, of {@link Imgproxy.Builder#scriptUrl}, or of the
 * webjar {@code imgproxy4j-js} if the web application serves it. Other attributes, such as {@code nonce}, pass through.
 */
public final class FallbackScript {
    private static final String FILE = "auto.js";
    private static final String WEBJARS = "/webjars/imgproxy4j/";
    private static final String SOURCE = "src";
    private static final String TYPE = "type";

    private FallbackScript() {}

    /**
     * The element.
     *
     * @param scope where to look for the webjar, once; null outside web applications
     * @param attributes unescaped values by name
     * @return one element; none with {@link FallbackMode#DIRECT}, or if no URL is known and errors are to be hidden
     * @throws ImgproxyException if no URL is known, see {@link TemplateErrorMode}
     */
    public static List<Element> of(
            Imgproxy imgproxy, @Nullable ApplicationScope scope, Map<String, String> attributes) {
        if (imgproxy.fallbackMode() == FallbackMode.DIRECT) {
            return List.of();
        }
        return imgproxy.templateErrors()
                .<List<Element>>guard(() -> {
                    Map<String, String> printed = new LinkedHashMap<>();
                    printed.put(TYPE, "module");
                    printed.put(SOURCE, url(imgproxy, scope, attributes.getOrDefault(SOURCE, "")));
                    attributes.forEach((name, value) -> add(printed, name, value));
                    return List.of(new Element("script", printed, List.of()));
                })
                .orElseGet(List::of);
    }

    private static void add(Map<String, String> printed, String name, String value) {
        if (name.equalsIgnoreCase(TYPE)) {
            throw new ImgproxyException("type [" + value + "] is written by imgproxy4j and cannot be given");
        }
        if (!name.equals(SOURCE)) {
            printed.put(WrittenAttributes.requireFree(name), value);
        }
    }

    private static String url(Imgproxy imgproxy, @Nullable ApplicationScope scope, String given) {
        if (!given.isBlank()) {
            return given;
        }
        String set = imgproxy.scriptUrl();
        String url = set == null && scope != null ? webjarUrl(scope) : set;
        if (url == null) {
            throw new ImgproxyException("src [] must be given if the webjar imgproxy4j-js is not deployed and "
                    + CoreSettings.SCRIPT_URL.key() + " is not set");
        }
        return url;
    }

    private static @Nullable String webjarUrl(ApplicationScope scope) {
        String attribute = FallbackScript.class.getName();
        Object known = scope.attribute(attribute);
        if (known instanceof String url) {
            return url;
        }
        String file = webjarFile(scope);
        if (file == null) {
            return null;
        }
        String url = scope.contextPath() + file;
        scope.setAttribute(attribute, url);
        return url;
    }

    /** The newest version if there are several. */
    private static @Nullable String webjarFile(ApplicationScope scope) {
        TreeSet<String> files = new TreeSet<>();
        for (String version : scope.resourcePaths(WEBJARS)) {
            for (String file : scope.resourcePaths(version)) {
                if (file.equals(version + FILE)) {
                    files.add(file);
                }
            }
        }
        return files.isEmpty() ? null : files.last();
    }
}
