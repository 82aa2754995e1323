package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Processes templates that are given as text. */
final class Templates {
    private final TemplateEngine engine = new TemplateEngine();

    Templates(ImgproxyDialect dialect) {
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.addDialect(dialect);
    }

    String process(String template, Map<String, Object> variables) {
        return process(template, new Context(Locale.ROOT, variables));
    }

    String process(String template, IContext context) {
        return engine.process(template, context);
    }

    /** A template on the class path. */
    static String text(String path) {
        try (InputStream template = Templates.class.getResourceAsStream(path)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The failure of a processor, which the engine wraps in failures of parsing. */
    static TemplateProcessingException innermost(Throwable failure) {
        TemplateProcessingException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateProcessingException processing) {
                found = processing;
            }
        }
        assertThat(found).isNotNull();
        return found;
    }
}
