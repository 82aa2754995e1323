package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.taglib.ImgTag;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.jsp.JspFactory;
import jakarta.servlet.jsp.PageContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Renders a Thymeleaf template and a JSP tag while the web app starts, before its filters do. Servers copy this class
 * into the web app of {@link EarlyPagesContract}.
 */
public final class EarlyPages implements ServletContextListener {
    static final String THYMELEAF = "early.thymeleaf";
    static final String JSP = "early.jsp";

    private static final String TEMPLATE = "<img imgproxy:src='/cats/tom.jpg' imgproxy:preset='card' alt='Tom'>";

    /** A listener, for the container. */
    public EarlyPages() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        HttpServletRequest request = nothing(HttpServletRequest.class, context);
        HttpServletResponse response = nothing(HttpServletResponse.class, context);
        context.setAttribute(THYMELEAF, template(context, request, response));
        context.setAttribute(JSP, tag(context, request, response));
    }

    /** A template as a page of the web app renders it. */
    public static String template(ServletContext context, HttpServletRequest request, HttpServletResponse response) {
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.addDialect(new ImgproxyDialect());
        return engine.process(
                TEMPLATE,
                new WebContext(
                        JakartaServletWebApplication.buildApplication(context).buildExchange(request, response)));
    }

    private static String tag(ServletContext context, HttpServletRequest request, HttpServletResponse response) {
        HttpServlet page = new HttpServlet() {
            @Override
            public ServletConfig getServletConfig() {
                return nothing(ServletConfig.class, context);
            }
        };
        PageContext pageContext =
                JspFactory.getDefaultFactory().getPageContext(page, request, response, null, false, 8192, true);
        StringWriter html = new StringWriter();
        pageContext.pushBody(html);
        ImgTag tag = new ImgTag();
        tag.setJspContext(pageContext);
        tag.setSrc("/cats/tom.jpg");
        tag.setPreset("card");
        tag.setAlt("Tom");
        try {
            tag.doTag();
        } catch (IOException | jakarta.servlet.jsp.JspException failure) {
            throw new UncheckedIOException(new IOException(failure));
        }
        return html.toString();
    }

    /** A request or response that knows its web app and nothing else: there is none yet. */
    private static <T> T nothing(Class<T> type, ServletContext context) {
        return type.cast(Proxy.newProxyInstance(
                EarlyPages.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer(method.getReturnType(), context)));
    }

    private static Object answer(Class<?> type, ServletContext context) {
        if (type == ServletContext.class) {
            return context;
        }
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? 0 : null;
    }
}
