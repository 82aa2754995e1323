package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * The Thymeleaf dialect for HTML templates: the attributes {@code imgproxy:src}, {@code imgproxy:preset} and so on of
 * {@code <img>}, {@code <picture>}, {@code <source>} and {@code <link>}, {@code imgproxy:script} of {@code <script>},
 * and the expression object {@code #imgproxy}.
 *
 * <p>What the attributes mean is defined by {@link ImageAttributes}. All {@code th:*} attributes on the same element
 * are processed first, so that {@code th:alt}, {@code th:class} or {@code th:attr} pass through like plain attributes.
 * Thread-safe.
 *
 * <pre>{@code
 * <img src="sample.jpg" imgproxy:src="${photo.url}" imgproxy:preset="card" th:alt="${photo.title}" loading="lazy">
 * }</pre>
 */
public final class ImgproxyDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {
    /** The prefix of the attributes, and the name of the expression object. */
    public static final String PREFIX = "imgproxy";

    /** The processors of a dialect run together; a precedence after the standard dialect makes th:* run first. */
    private static final int PRECEDENCE = StandardDialect.PROCESSOR_PRECEDENCE + 100;

    /** On other elements {@code data-imgproxy-background} is for the JavaScript module. */
    private static final String OF_THE_MODULE = "background";

    private final Function<IExpressionContext, Imgproxy> imgproxy;

    /** A dialect that uses the {@link Imgproxy} shared by the web application; see {@code SharedImgproxy}. */
    public ImgproxyDialect() {
        this(WebApplication::imgproxy);
    }

    /** A dialect that uses this instance, in a web application or without one. */
    public ImgproxyDialect(Imgproxy imgproxy) {
        this(context -> imgproxy);
    }

    private ImgproxyDialect(Function<IExpressionContext, Imgproxy> imgproxy) {
        super("imgproxy4j", PREFIX, PRECEDENCE);
        this.imgproxy = imgproxy;
    }

    @Override
    public Set<IProcessor> getProcessors(String dialectPrefix) {
        Set<IProcessor> processors = new LinkedHashSet<>();
        processors.add(new StandardXmlNsTagProcessor(TemplateMode.HTML, dialectPrefix));
        processors.add(new PictureProcessor(dialectPrefix));
        processors.add(ImageProcessor.source(dialectPrefix, imgproxy));
        processors.add(ImageProcessor.img(dialectPrefix, imgproxy));
        processors.add(ImageProcessor.preload(dialectPrefix, imgproxy));
        processors.add(new ScriptProcessor(dialectPrefix, imgproxy));
        processors.add(new StrayAttributeProcessor(dialectPrefix, ScriptProcessor.SCRIPT));
        ImageProcessor.KNOWN.stream()
                .filter(name -> !name.equals(OF_THE_MODULE))
                .forEach(name -> processors.add(new StrayAttributeProcessor(dialectPrefix, name)));
        return processors;
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of(PREFIX);
            }

            @Override
            public Object buildObject(IExpressionContext context, String name) {
                return new ImgproxyExpressions(imgproxy.apply(context));
            }

            @Override
            public boolean isCacheable(String name) {
                return true;
            }
        };
    }
}
