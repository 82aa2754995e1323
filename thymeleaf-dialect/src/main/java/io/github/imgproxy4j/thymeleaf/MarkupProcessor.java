package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.HtmlPrinter;
import java.util.List;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** Replaces an element with attributes of this library by the HTML that core prints. */
abstract class MarkupProcessor extends AbstractElementTagProcessor {
    static final int PRECEDENCE = 100;

    private final String prefix;

    MarkupProcessor(String prefix, String element) {
        super(TemplateMode.HTML, prefix, element, false, null, false, PRECEDENCE);
        this.prefix = prefix;
    }

    /** Whether to process the element; otherwise it is left unchanged. */
    boolean isOurs(ITemplateContext context, TagAttributes attributes) {
        return attributes.hasOurs();
    }

    abstract List<Element> elements(ITemplateContext context, TagAttributes attributes);

    @Override
    protected final void doProcess(
            ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler structureHandler) {
        TagAttributes attributes = new TagAttributes(context, tag, prefix);
        if (isOurs(context, attributes)) {
            // As text that is not processed: our data-imgproxy-src is also a spelling of imgproxy:src.
            structureHandler.replaceWith(html(context, attributes, isMinimized(tag)), false);
        }
    }

    /** Whether the element is written as {@code <img/>}, as XML requires. */
    private static boolean isMinimized(IProcessableElementTag tag) {
        return tag instanceof IStandaloneElementTag standalone && standalone.isMinimized();
    }

    private String html(ITemplateContext context, TagAttributes attributes, boolean minimized) {
        try {
            List<Element> elements = elements(context, attributes);
            return minimized ? HtmlPrinter.printXml(elements) : HtmlPrinter.print(elements);
        } catch (ImgproxyException refused) {
            String message = String.valueOf(refused.getMessage());
            TagAttributes.Place place = attributes.place(message);
            throw new TemplateProcessingException(
                    "<" + attributes.element() + ">: " + message,
                    place.template(),
                    place.line(),
                    place.column(),
                    refused);
        }
    }
}
