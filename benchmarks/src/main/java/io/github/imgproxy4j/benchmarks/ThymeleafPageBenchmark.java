package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.dialect.IDialect;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** A template of 100 pictures in two densities, and one that has their HTML as literal text. */
@State(Scope.Benchmark)
public class ThymeleafPageBenchmark {
    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    private final TemplateEngine engine = engine(new ImgproxyDialect(Site.imgproxy()));

    /** Without our dialect, whose attributes are in the HTML already. */
    private final TemplateEngine plainEngine = engine();

    private final String page = """
            <img th:each="i : ${numbers}" imgproxy:src="|https://photos.example.com/2026/11/holiday-by-the-sea-${i}.jpg|"
                imgproxy:preset="card" imgproxy:densities="1,2" th:alt="|Photo ${i}|">
            """;
    private final String literal = imgproxy4j();

    private static TemplateEngine engine(IDialect... dialects) {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setCacheable(true);
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(resolver);
        List.of(dialects).forEach(engine::addDialect);
        return engine;
    }

    /** With the library. */
    @Benchmark
    public final String imgproxy4j() {
        return engine.process(page, new Context(Locale.ROOT, Map.of("numbers", NUMBERS)));
    }

    /** By hand. */
    @Benchmark
    public String literalText() {
        return plainEngine.process(literal, new Context(Locale.ROOT, Map.of("numbers", NUMBERS)));
    }
}
