package io.github.imgproxy4j.thymeleaf;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/** Refuses an attribute of this library on an element where it would have no effect. */
final class StrayAttributeProcessor extends AbstractAttributeTagProcessor {
    private static final int PRECEDENCE = MarkupProcessor.PRECEDENCE + 1;

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
        String place = attributeName.getAttributeName().equals(ScriptProcessor.SCRIPT)
                ? "a <script>"
                : "an <img>, <picture>, <source> or <link>";
        throw new TemplateProcessingException("<" + tag.getElementCompleteName() + " "
                + tag.getAttribute(attributeName).getAttributeCompleteName() + "> [" + attributeValue
                + "] is allowed only on " + place);
    }
}
