package io.github.imgproxy4j.thymeleaf;

import static org.thymeleaf.util.EscapedAttributeUtils.unescapeAttribute;

import io.github.imgproxy4j.internal.text.NearNames;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.engine.EngineEventUtils;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.expression.NoOpToken;
import org.thymeleaf.templatemode.TemplateMode;

/** Reads the attributes of an element: those of this library as expressions or plain text, the others unchanged. */
final class TagAttributes {
    /** The characters that make a value an expression when a brace follows; other values are literal text. */
    private static final String EXPRESSION_MARKS = "$*#@~";

    private static final List<String> ALT_EXPRESSIONS = List.of("alt", "alt-title");

    private final ITemplateContext context;
    private final IProcessableElementTag tag;
    private final String prefix;

    /** Thymeleaf copies them for each call. */
    private final IAttribute[] all;

    TagAttributes(ITemplateContext context, IProcessableElementTag tag, String prefix) {
        this.context = context;
        this.all = tag.getAllAttributes();
        this.tag = tag;
        this.prefix = prefix;
    }

    String element() {
        return tag.getElementCompleteName();
    }

    boolean hasOurs() {
        for (IAttribute attribute : all) {
            if (isOurs(attribute)) {
                return true;
            }
        }
        return false;
    }

    boolean hasOurs(String name) {
        return tag.hasAttribute(prefix, name);
    }

    /** The names of the attributes of this library as written in the template. */
    List<String> ours() {
        List<String> names = new ArrayList<>();
        for (IAttribute attribute : all) {
            if (isOurs(attribute)) {
                names.add(attribute.getAttributeCompleteName());
            }
        }
        return names;
    }

    /**
     * Reads the attributes of this library, evaluated, without prefix; those without a value are left out.
     *
     * @param known the allowed names
     */
    void evaluateOurs(Set<String> known, BiConsumer<String, String> receiver) {
        for (IAttribute attribute : all) {
            if (isOurs(attribute)) {
                String name = name(attribute).getAttributeName();
                requireKnown(attribute, name, known);
                String value = evaluated(attribute);
                if (value != null) {
                    receiver.accept(name, value);
                }
            }
        }
    }

    /**
     * Reads the other attributes.
     *
     * @param prototype attributes for browsers that open the unprocessed template; they are left out
     */
    void others(Set<String> prototype, BiConsumer<String, String> receiver) {
        for (IAttribute attribute : all) {
            AttributeName name = name(attribute);
            if (!isOurs(attribute) && (name.isPrefixed() || !prototype.contains(name.getAttributeName()))) {
                receiver.accept(attribute.getAttributeCompleteName(), text(attribute));
            }
        }
    }

    /**
     * The standard dialect removes an alt whose expression yields null. As the author did provide alt, it is treated as
     * empty. The stack still contains the original element.
     */
    boolean hadExpressionForAlt() {
        List<IProcessableElementTag> stack = context.getElementStack();
        IProcessableElementTag before = stack.get(stack.size() - 1);
        return ALT_EXPRESSIONS.stream().anyMatch(name -> before.hasAttribute(StandardDialect.PREFIX, name));
    }

    /** The location of the attribute named at the beginning of a message, or of the source, or of the element. */
    Place place(String message) {
        String name = message.substring(0, Math.max(0, message.indexOf(' ')));
        for (String candidate : List.of(name, ImageAttributes.SOURCE)) {
            if (hasOurs(candidate)) {
                IAttribute attribute = tag.getAttribute(prefix, candidate);
                return new Place(attribute.getTemplateName(), attribute.getLine(), attribute.getCol());
            }
        }
        return new Place(tag.getTemplateName(), tag.getLine(), tag.getCol());
    }

    private boolean isOurs(IAttribute attribute) {
        return prefix.equals(name(attribute).getPrefix());
    }

    private static AttributeName name(IAttribute attribute) {
        return attribute.getAttributeDefinition().getAttributeName();
    }

    /** The value without HTML escapes; an attribute without a value is empty. */
    private static String text(IAttribute attribute) {
        String value = attribute.getValue();
        return value == null ? "" : unescapeAttribute(TemplateMode.HTML, value);
    }

    private void requireKnown(IAttribute attribute, String name, Set<String> known) {
        if (!known.contains(name)) {
            String near = NearNames.nearest(name, List.copyOf(known));
            throw new TemplateProcessingException(
                    "<" + tag.getElementCompleteName() + ">: " + attribute.getAttributeCompleteName()
                            + " is not an attribute of imgproxy4j; "
                            + (near == null
                                    ? "write others without prefix, or one of "
                                            + known.stream()
                                                    .map(each -> prefix + ":" + each)
                                                    .toList()
                                    : "did you mean " + prefix + ":" + near + "?"),
                    attribute.getTemplateName(),
                    attribute.getLine(),
                    attribute.getCol());
        }
    }

    private @Nullable String evaluated(IAttribute attribute) {
        String text = text(attribute);
        if (!isExpression(text.strip())) {
            return text;
        }
        Object value = EngineEventUtils.computeAttributeExpression(context, tag, name(attribute), text)
                .execute(context);
        if (value instanceof String ready) {
            return ready;
        }
        return value == null || value == NoOpToken.VALUE ? null : ImageAttributes.text(value);
    }

    private static boolean isExpression(String text) {
        if (text.startsWith("'") || text.startsWith("|")) {
            return true;
        }
        for (int brace = text.indexOf('{', 1); brace > 0; brace = text.indexOf('{', brace + 1)) {
            if (EXPRESSION_MARKS.indexOf(text.charAt(brace - 1)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A location in a template. */
    record Place(String template, int line, int column) {}
}
