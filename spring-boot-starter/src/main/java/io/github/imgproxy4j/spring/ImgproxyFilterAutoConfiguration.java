package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.DeclaredProxy;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.Warmup;
import io.github.imgproxy4j.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;

/** The caching proxy and its filter in a servlet app. */
@AutoConfiguration(before = ImgproxyAutoConfiguration.class)
@ConditionalOnClass(ImgproxyFilter.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ImgproxyFilterAutoConfiguration {
    /** Where the filter is mapped, by our registration or by one of the app, which may need the proxy itself. */
    @Bean
    DefaultProxyUrl imgproxyMountedProxyUrl(Settings settings, ServletContext servletContext) {
        return new DefaultProxyUrl(() -> servletContext.getContextPath() + mount(settings, servletContext) + "/");
    }

    private static String mount(Settings settings, ServletContext servletContext) {
        String declared = new DeclaredProxy().mount(settings, servletContext);
        return declared == null ? settings.get(FilterSettings.MOUNT) : declared;
    }

    @Bean
    @ConditionalOnMissingBean
    CachingProxy imgproxyCachingProxy(Settings settings, Imgproxy imgproxy) {
        return CachingProxy.of(settings, imgproxy);
    }

    @Bean
    ApplicationListener<PayloadApplicationEvent<ImageUploaded>> imgproxyUploads(CachingProxy proxy) {
        return event -> replaceVariants(proxy, event.getPayload());
    }

    private static void replaceVariants(CachingProxy proxy, ImageUploaded upload) {
        try {
            Warmup unused =
                    proxy.sourceChanged(upload.source(), upload.presets().toArray(String[]::new));
        } catch (IOException failure) {
            throw new UncheckedIOException("old variants of an uploaded image could not be removed", failure);
        }
    }

    /** After Spring Security, which controls access to images. */
    @Bean
    @ConditionalOnMissingBean(value = ImgproxyFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<ImgproxyFilter> imgproxyFilter(Settings settings, CachingProxy proxy) {
        String mount = settings.get(FilterSettings.MOUNT);
        FilterRegistrationBean<ImgproxyFilter> registration =
                new FilterRegistrationBean<>(new ImgproxyFilter(proxy, mount));
        registration.setName("imgproxy");
        registration.addUrlPatterns(mount + "/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setAsyncSupported(true);
        return registration;
    }
}
