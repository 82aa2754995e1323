package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.ImageAttributes;
import io.github.imgproxy4j.Imgproxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.processor.StandardXmlNsTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * The attributes {@code imgproxy:src}, {@code imgproxy:preset} and so on of {@code <img>}, for HTML templates.
 *
 * <p>What the attributes mean is defined by {@link ImageAttributes}. All of {@code th:*} on the same element is done
 * before, so that {@code th:alt}, {@code th:class} or {@code th:attr} pass through like attributes without an
 * expression. Thread-safe.
 *
 * <pre>{@code
 * <img src="sample.jpg" imgproxy:src="${photo.url}" imgproxy:preset="card" th:alt="${photo.title}" loading="lazy">
 * }</pre>
 */
public final class ImgproxyDialect extends AbstractProcessorDialect {
    /** The prefix of the attributes. */
    public static final String PREFIX = "imgproxy";

    /** A dialect runs its processors together; standing behind the standard dialect as a whole makes th:* come first. */
    private static final int PRECEDENCE = StandardDialect.PROCESSOR_PRECEDENCE + 100;

    private final Function<ITemplateContext, Imgproxy> imgproxy;

    /** A dialect that uses the {@link Imgproxy} shared by the web application; see {@code SharedImgproxy}. */
    public ImgproxyDialect() {
        this(WebApplicationImgproxy::of);
    }

    /** A dialect that uses this instance, in a web application or without one. */
    public ImgproxyDialect(Imgproxy imgproxy) {
        this(context -> imgproxy);
    }

    private ImgproxyDialect(Function<ITemplateContext, Imgproxy> imgproxy) {
        super("imgproxy4j", PREFIX, PRECEDENCE);
        this.imgproxy = imgproxy;
    }

    @Override
    public Set<IProcessor> getProcessors(String dialectPrefix) {
        Set<IProcessor> processors = new LinkedHashSet<>();
        processors.add(new StandardXmlNsTagProcessor(TemplateMode.HTML, dialectPrefix));
        processors.add(new ImgProcessor(dialectPrefix, imgproxy));
        processors.add(new StrayAttributeProcessor(dialectPrefix, ImageAttributes.SOURCE));
        ImageAttributes.OPTIONS.forEach(name -> processors.add(new StrayAttributeProcessor(dialectPrefix, name)));
        return processors;
    }
}
