package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.web.servlet.IServletWebApplication;

/** Finds the shared objects of a web application. */
final class WebApplication {
    private WebApplication() {}

    /** The shared {@link Imgproxy} of the application. */
    static Imgproxy imgproxy(IContext context) {
        SharedImgproxy.ApplicationScope scope = scope(context);
        if (scope == null) {
            throw new TemplateProcessingException(
                    "this template is not rendered in a Jakarta Servlet application; use new ImgproxyDialect(imgproxy)");
        }
        return SharedImgproxy.in(scope);
    }

    /** The application around a template, or null. */
    static SharedImgproxy.@Nullable ApplicationScope scope(IContext context) {
        Object servletContext = servletContext(context);
        // The type is named in another class only, so that the dialect loads without the Servlet API.
        return servletContext == null ? null : ServletContextScope.of(servletContext);
    }

    private static @Nullable Object servletContext(IContext context) {
        return context instanceof IWebContext web
                        && web.getExchange().getApplication() instanceof IServletWebApplication application
                ? application.getNativeServletContextObject()
                : null;
    }
}
