package io.github.imgproxy4j.thymeleaf;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.web.servlet.IServletWebApplication;

/** Finds the {@link Imgproxy} that a web application shares. */
final class WebApplicationImgproxy {
    private WebApplicationImgproxy() {}

    static Imgproxy of(ITemplateContext context) {
        Object servletContext = servletContext(context);
        // The type is named in another class only, so that the dialect loads without the Servlet API.
        SharedImgproxy.ApplicationScope scope = servletContext == null ? null : ServletContextScope.of(servletContext);
        if (scope == null) {
            throw new TemplateProcessingException(
                    "No Jakarta Servlet application is around this template; use new ImgproxyDialect(imgproxy)");
        }
        return SharedImgproxy.in(scope);
    }

    private static @Nullable Object servletContext(ITemplateContext context) {
        return context instanceof IWebContext web
                        && web.getExchange().getApplication() instanceof IServletWebApplication application
                ? application.getNativeServletContextObject()
                : null;
    }
}
