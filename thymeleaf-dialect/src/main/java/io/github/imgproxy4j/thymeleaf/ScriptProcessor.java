package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.template.FallbackScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;

/** Replaces a {@code <script imgproxy:script>} by the one that loads the JavaScript module. */
final class ScriptProcessor extends MarkupProcessor {
    /** The attribute that marks the element; its value, if there is one, is the module's URL. */
    static final String SCRIPT = "script";

    private final Function<IExpressionContext, Imgproxy> imgproxy;

    ScriptProcessor(String prefix, Function<IExpressionContext, Imgproxy> imgproxy) {
        super(prefix, "script");
        this.imgproxy = imgproxy;
    }

    @Override
    List<Element> elements(ITemplateContext context, TagAttributes attributes) {
        Map<String, String> read = new LinkedHashMap<>();
        read.put("src", "");
        attributes.evaluateOurs(Set.of(SCRIPT), (name, url) -> read.put("src", url));
        attributes.others(Set.of("src", "type"), read::put);
        return FallbackScript.of(imgproxy.apply(context), WebApplication.scope(context), read);
    }
}
