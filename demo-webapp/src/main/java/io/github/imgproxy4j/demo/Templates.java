package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** The pages written in Thymeleaf. Thread-safe. */
final class Templates {
    static final String ATTRIBUTE = Templates.class.getName();

    /** What JSP finds in the application scope by itself. */
    private static final List<String> SHARED = List.of(Gallery.ATTRIBUTE, Savings.ATTRIBUTE, Excerpt.ATTRIBUTE);

    private final ServletContext servletContext;
    private final FallbackMode fallback;
    private final JakartaServletWebApplication application;
    private final TemplateEngine engine = new TemplateEngine();

    Templates(ServletContext servletContext, FallbackMode fallback) {
        this.servletContext = servletContext;
        this.fallback = fallback;
        this.application = JakartaServletWebApplication.buildApplication(servletContext);
        WebApplicationTemplateResolver resolver = new WebApplicationTemplateResolver(application);
        resolver.setPrefix("/WEB-INF/templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(resolver);
        engine.addDialect(new ImgproxyDialect());
    }

    static Templates in(ServletContext context) {
        return (Templates) Objects.requireNonNull(context.getAttribute(ATTRIBUTE), ATTRIBUTE);
    }

    /** Writes a page; every page knows the gallery, what it saves, its source lines, and the fallback mode. */
    void write(String template, Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Object> variables = new HashMap<>(model);
        for (String name : SHARED) {
            variables.put(name, servletContext.getAttribute(name));
        }
        variables.put("fallback", fallback.name());
        WebContext context =
                new WebContext(application.buildExchange(request, response), request.getLocale(), variables);
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.process(template, context, response.getWriter());
    }
}
