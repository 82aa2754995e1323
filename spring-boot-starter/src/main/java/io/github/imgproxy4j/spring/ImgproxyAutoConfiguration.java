package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.settings.Settings;
import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The settings and the shared {@link Imgproxy} of an app, which the tags of a servlet app use as well. */
@AutoConfiguration
public class ImgproxyAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Settings imgproxySettings(ConfigurableEnvironment environment) {
        return EnvironmentSettings.read(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    Imgproxy imgproxy(Settings settings, ObjectProvider<DefaultProxyUrl> defaultProxyUrl) {
        return Imgproxy.of(
                settings,
                defaultProxyUrl
                        .getIfAvailable(() -> new DefaultProxyUrl(() -> DefaultProxyUrl.MOUNT))
                        .text());
    }

    /** A separate class, so that an app without servlets starts without the Servlet API. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletConfiguration {
        @Bean
        ServletContextInitializer sharedImgproxyInitializer(Imgproxy imgproxy) {
            return servletContext -> servletContext.setAttribute(SharedImgproxy.ATTRIBUTE, imgproxy);
        }

        @Bean
        @ConditionalOnMissingBean
        DefaultProxyUrl imgproxyDefaultProxyUrl(ServletContext servletContext) {
            return new DefaultProxyUrl(() -> servletContext.getContextPath() + DefaultProxyUrl.MOUNT);
        }
    }
}
