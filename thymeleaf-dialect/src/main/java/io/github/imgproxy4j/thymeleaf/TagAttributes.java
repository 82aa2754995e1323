package io.github.imgproxy4j.thymeleaf;

import static org.thymeleaf.util.EscapedAttributeUtils.unescapeAttribute;

import io.github.imgproxy4j.ImageAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.expression.NoOpToken;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/** Reads the attributes of an {@code <img>}: ours as expressions or plain text, the others as they are. */
final class TagAttributes {
    /** What the prototype shows in a browser that opens the unprocessed template. */
    private static final Set<String> PROTOTYPE = Set.of("src", "srcset");

    /** What makes a value an expression; other text stands for itself. */
    private static final List<String> EXPRESSION_MARKS = List.of("${", "*{", "#{", "@{", "~{");

    private static final List<String> ALT_EXPRESSIONS = List.of("alt", "alt-title");

    private final ITemplateContext context;
    private final IProcessableElementTag tag;
    private final String prefix;

    TagAttributes(ITemplateContext context, IProcessableElementTag tag, String prefix) {
        this.context = context;
        this.tag = tag;
        this.prefix = prefix;
    }

    ImageAttributes read() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (IAttribute attribute : tag.getAllAttributes()) {
            AttributeName name = attribute.getAttributeDefinition().getAttributeName();
            String text = text(attribute);
            if (prefix.equals(name.getPrefix())) {
                requireKnown(attribute, name.getAttributeName());
                String value = evaluated(text);
                if (value != null) {
                    attributes.put(name.getAttributeName(), value);
                }
            } else if (!PROTOTYPE.contains(name.getAttributeName()) || name.isPrefixed()) {
                attributes.put(attribute.getAttributeCompleteName(), text);
            }
        }
        if (hadExpressionForAlt()) {
            attributes.putIfAbsent(ImageAttributes.ALTERNATIVE_TEXT, "");
        }
        return ImageAttributes.of(attributes);
    }

    /** The value without HTML's escaping, which templates and th:* put on; an attribute without a value is empty. */
    private static String text(IAttribute attribute) {
        String value = attribute.getValue();
        return value == null ? "" : unescapeAttribute(TemplateMode.HTML, value);
    }

    private void requireKnown(IAttribute attribute, String name) {
        if (!name.equals(ImageAttributes.SOURCE) && !ImageAttributes.OPTIONS.contains(name)) {
            throw new TemplateProcessingException(
                    attribute.getAttributeCompleteName() + " [" + attribute.getValue() + "] must be "
                            + prefix + ":" + ImageAttributes.SOURCE + " or one of " + ImageAttributes.OPTIONS
                            + "; other attributes are written without prefix",
                    attribute.getTemplateName(),
                    attribute.getLine(),
                    attribute.getCol());
        }
    }

    private @Nullable String evaluated(String text) {
        if (!isExpression(text.strip())) {
            return text;
        }
        Object value = StandardExpressions.getExpressionParser(context.getConfiguration())
                .parseExpression(context, text)
                .execute(context);
        return value == null || value == NoOpToken.VALUE ? null : value.toString();
    }

    private static boolean isExpression(String text) {
        return text.startsWith("'")
                || text.startsWith("|")
                || EXPRESSION_MARKS.stream().anyMatch(text::contains);
    }

    /**
     * The standard dialect removes an alt whose expression yields nothing. Its author did think of alt, so it counts as
     * empty. The stack still holds the element as it was before.
     */
    private boolean hadExpressionForAlt() {
        List<IProcessableElementTag> stack = context.getElementStack();
        IProcessableElementTag before = stack.get(stack.size() - 1);
        return ALT_EXPRESSIONS.stream().anyMatch(name -> before.hasAttribute(StandardDialect.PREFIX, name));
    }
}
