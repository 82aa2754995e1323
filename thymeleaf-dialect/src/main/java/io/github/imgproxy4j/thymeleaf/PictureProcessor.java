package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.template.ImageAttributes;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Moves the attributes of this library from a {@code <picture>} to the {@code <source>} and {@code <img>} elements
 * inside, which are processed individually, so that {@code th:if}, {@code th:each} and fragments work on them.
 */
final class PictureProcessor extends AbstractElementTagProcessor {
    private static final String VARIABLE = PictureProcessor.class.getName();

    private final String prefix;

    PictureProcessor(String prefix) {
        super(TemplateMode.HTML, prefix, "picture", false, null, false, MarkupProcessor.PRECEDENCE);
        this.prefix = prefix;
    }

    /** The picture around an element, or null. */
    static @Nullable Picture around(ITemplateContext context) {
        return context.getVariable(VARIABLE) instanceof Picture picture ? picture : null;
    }

    @Override
    protected void doProcess(
            ITemplateContext context, IProcessableElementTag tag, IElementTagStructureHandler structureHandler) {
        TagAttributes attributes = new TagAttributes(context, tag, prefix);
        ImageAttributes.Builder image = ImageAttributes.builder();
        attributes.evaluateOurs(ImageProcessor.KNOWN, image::put);
        attributes.ours().forEach(structureHandler::removeAttribute);
        structureHandler.setLocalVariable(VARIABLE, new Picture(image.build(), image.has(ImageAttributes.SOURCE)));
    }

    /**
     * The attributes of a picture for its image.
     *
     * @param image its attributes of this library
     * @param hasSource whether the source is among them
     */
    record Picture(ImageAttributes image, boolean hasSource) {}
}
