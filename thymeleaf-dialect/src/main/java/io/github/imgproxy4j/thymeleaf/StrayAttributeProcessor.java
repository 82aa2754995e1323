package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.ImageAttributes;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** Refuses an attribute of ours that no {@link ImgProcessor} took, where it would silently do nothing. */
final class StrayAttributeProcessor extends AbstractAttributeTagProcessor {
    private static final int PRECEDENCE = ImgProcessor.PRECEDENCE + 1;

    StrayAttributeProcessor(String dialectPrefix, String name) {
        super(TemplateMode.HTML, dialectPrefix, null, false, name, true, PRECEDENCE, false);
    }

    @Override
    protected void doProcess(
            ITemplateContext context,
            IProcessableElementTag tag,
            AttributeName attributeName,
            String attributeValue,
            IElementTagStructureHandler structureHandler) {
        String source = attributeName.getPrefix() + ":" + ImageAttributes.SOURCE;
        throw new TemplateProcessingException("<" + tag.getElementCompleteName() + " "
                + tag.getAttribute(attributeName).getAttributeCompleteName() + "> [" + attributeValue
                + "] must stand on an <img> with " + source);
    }
}
