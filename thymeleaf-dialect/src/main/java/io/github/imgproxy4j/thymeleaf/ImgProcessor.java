package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.ImageAttributes;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.ImgproxyException;
import io.github.imgproxy4j.html.HtmlPrinter;
import java.util.function.Function;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** Replaces an {@code <img>} that has {@code imgproxy:src} by the HTML that core prints for its attributes. */
final class ImgProcessor extends AbstractAttributeTagProcessor {
    static final String ELEMENT = "img";
    static final int PRECEDENCE = 100;

    private final Function<ITemplateContext, Imgproxy> imgproxy;

    ImgProcessor(String dialectPrefix, Function<ITemplateContext, Imgproxy> imgproxy) {
        super(TemplateMode.HTML, dialectPrefix, ELEMENT, false, ImageAttributes.SOURCE, true, PRECEDENCE, false);
        this.imgproxy = imgproxy;
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName attributeName,
            String attributeValue,
            IElementTagStructureHandler structureHandler) {
        // As text that is not processed: our data-imgproxy-src is also a spelling of the attribute that brought us
        // here.
        structureHandler.replaceWith(html(context, tag, attributeName.getPrefix()), false);
    }

    private String html(ITemplateContext context, IProcessableElementTag tag, String prefix) {
        ImageAttributes attributes = new TagAttributes(context, tag, prefix).read();
        Imgproxy shared = imgproxy.apply(context);
        try {
            return HtmlPrinter.print(attributes.img(shared));
        } catch (ImgproxyException refused) {
            throw new TemplateProcessingException("<img " + prefix + ":src>: " + refused.getMessage(), refused);
        }
    }
}
