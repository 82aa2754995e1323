package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;

/** Processes the elements that show an image: {@code <img>}, {@code <source>} and {@code <link rel="preload">}. */
abstract class ImageProcessor extends MarkupProcessor {
    /** The attributes of this library that describe an image. */
    static final Set<String> KNOWN = known();

    private final Function<IExpressionContext, Imgproxy> imgproxy;
    private final Set<String> prototype;

    private ImageProcessor(
            String prefix, String element, Set<String> prototype, Function<IExpressionContext, Imgproxy> imgproxy) {
        super(prefix, element);
        this.prototype = prototype;
        this.imgproxy = imgproxy;
    }

    abstract List<Element> elements(ITemplateContext context, ImageAttributes image, Imgproxy shared);

    @Override
    final List<Element> elements(ITemplateContext context, TagAttributes attributes) {
        ImageAttributes.Builder read = ImageAttributes.builder();
        attributes.others(prototype, read::put);
        if (!read.has(ImageAttributes.ALTERNATIVE_TEXT) && attributes.hadExpressionForAlt()) {
            read.put(ImageAttributes.ALTERNATIVE_TEXT, "");
        }
        attributes.evaluateOurs(KNOWN, read::put);
        return elements(context, read.build(), imgproxy.apply(context));
    }

    private static Set<String> known() {
        Set<String> names = new LinkedHashSet<>(List.of(ImageAttributes.SOURCE));
        names.addAll(ImageAttributes.OPTIONS);
        return Collections.unmodifiableSet(names);
    }

    /** An {@code <img>}; inside a {@code <picture>} with a source it needs no attribute of this library itself. */
    static ImageProcessor img(String prefix, Function<IExpressionContext, Imgproxy> imgproxy) {
        return new ImageProcessor(prefix, "img", Set.of("src", "srcset"), imgproxy) {
            @Override
            boolean isOurs(ITemplateContext context, TagAttributes attributes) {
                PictureProcessor.Picture picture = PictureProcessor.around(context);
                return attributes.hasOurs() || (picture != null && picture.hasSource());
            }

            @Override
            List<Element> elements(ITemplateContext context, ImageAttributes image, Imgproxy shared) {
                PictureProcessor.Picture picture = PictureProcessor.around(context);
                return picture == null
                        ? image.img(shared)
                        : image.asImageOf(picture.image()).pictureContent(shared);
            }
        };
    }

    /** A {@code <source>} of a {@code <picture>}. */
    static ImageProcessor source(String prefix, Function<IExpressionContext, Imgproxy> imgproxy) {
        return new ImageProcessor(prefix, "source", Set.of("src", "srcset", "type"), imgproxy) {
            @Override
            List<Element> elements(ITemplateContext context, ImageAttributes image, Imgproxy shared) {
                PictureProcessor.Picture picture = PictureProcessor.around(context);
                return (picture == null ? image : image.asSourceOf(picture.image())).sources(shared);
            }
        };
    }

    /** A {@code <link>} that preloads an image. */
    static ImageProcessor preload(String prefix, Function<IExpressionContext, Imgproxy> imgproxy) {
        return new ImageProcessor(prefix, "link", Set.of("rel", "as", "href", "imagesrcset", "type"), imgproxy) {
            @Override
            List<Element> elements(ITemplateContext context, ImageAttributes image, Imgproxy shared) {
                return image.preload(shared);
            }
        };
    }
}
