package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Templates of 100 pictures in two densities: with the library, with a processor that does nothing, and as text. */
final class ThymeleafPages {
    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();
    private static final String USUAL = "2026";
    private static final String TEMPLATE = """
            <img th:each="i : ${numbers}" %s="|https://photos.example.com/${folder}/11/holiday-by-the-sea-${i}.jpg|"
                %s:preset="card" %<s:densities="1,2" th:alt="|Photo ${i}|">
            """;

    private final TemplateEngine engine = engine(new ImgproxyDialect(Site.imgproxy()));
    private final TemplateEngine idleEngine = engine(new IdleDialect());

    /** Without a dialect of ours, whose attributes are in the HTML already. */
    private final TemplateEngine plainEngine = engine();

    private final AtomicInteger count = new AtomicInteger();
    private final String page = TEMPLATE.formatted("imgproxy:src", "imgproxy");
    private final String idle = TEMPLATE.formatted("th:src", "idle");
    private final String literal = again();

    private static TemplateEngine engine(IDialect... dialects) {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setCacheable(true);
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        List.of(dialects).forEach(engine::addDialect);
        return engine;
    }

    private static String render(TemplateEngine engine, String template, String folder) {
        return engine.process(template, new Context(Locale.ROOT, Map.of("numbers", NUMBERS, "folder", folder)));
    }

    /** The page that was asked for before. */
    String again() {
        return render(engine, page, USUAL);
    }

    /** A page whose images nobody has asked for before. */
    String first() {
        return render(engine, page, Integer.toString(10_000 + count.getAndIncrement()));
    }

    /** The page with a processor that prints the HTML of one and the same picture. */
    String idle() {
        return render(idleEngine, idle, USUAL);
    }

    String literal() {
        return render(plainEngine, literal, USUAL);
    }

    /** One processor that replaces every image by the same text, after the two attributes of the standard dialect. */
    private static final class IdleDialect extends AbstractProcessorDialect {
        IdleDialect() {
            super("idle", "idle", StandardDialect.PROCESSOR_PRECEDENCE + 100);
        }

        @Override
        public Set<IProcessor> getProcessors(String dialectPrefix) {
            return Set.of(
                    new AbstractElementTagProcessor(TemplateMode.HTML, dialectPrefix, "img", false, null, false, 100) {
                        @Override
                        protected void doProcess(
                                ITemplateContext context,
                                IProcessableElementTag tag,
                                IElementTagStructureHandler structureHandler) {
                            structureHandler.replaceWith(IdleTag.HTML, false);
                        }
                    });
        }
    }
}
