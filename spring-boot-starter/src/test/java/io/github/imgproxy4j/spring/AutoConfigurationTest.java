package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.ITemplateEngine;

class AutoConfigurationTest {
    private static final AutoConfigurations ALL = AutoConfigurations.of(
            ImgproxyAutoConfiguration.class,
            ImgproxyFilterAutoConfiguration.class,
            ImgproxyMetricsAutoConfiguration.class,
            ImgproxyHealthAutoConfiguration.class,
            ImgproxyThymeleafAutoConfiguration.class);
    private static final String[] SIGNED = {"imgproxy.key=736563726574", "imgproxy.salt=68656C6C6F"};

    private final WebApplicationContextRunner servletApp = new WebApplicationContextRunner()
            .withConfiguration(ALL)
            .withPropertyValues(SIGNED)
            .withPropertyValues("imgproxy.url=http://127.0.0.1:1");
    private final ApplicationContextRunner plainApp =
            new ApplicationContextRunner().withConfiguration(ALL).withPropertyValues(SIGNED);

    @Test
    void aServletAppGetsProxyFilterAndDialect() {
        servletApp.run(context -> assertThat(context)
                .hasSingleBean(Imgproxy.class)
                .hasSingleBean(CachingProxy.class)
                .hasSingleBean(FilterRegistrationBean.class)
                .hasSingleBean(ImgproxyDialect.class));
    }

    /** Those of container networks, and internationalised ones. */
    @ParameterizedTest
    @CsvSource({"stack_imgproxy, stack_imgproxy", "imgproxy.1, imgproxy.1", "b\u00FCcher.example, xn--bcher-kva.example"
    })
    void hostsOfEveryNameAreTakenInEverySetting(String host, String ascii) {
        servletApp
                .withPropertyValues(
                        "imgproxy.url=http://" + host + ":8080",
                        "imgproxy.cache-url=https://" + host + "/cache/",
                        "imgproxy.source-base=https://" + host + "/photos/",
                        "imgproxy.allowed-sources=https://" + host + "/")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Imgproxy.class)
                                    .image("cat.jpg")
                                    .urls()
                                    .cached())
                            .startsWith("https://" + ascii + "/cache/");
                    assertThat(context.getBean(CachingProxy.class).upstreamDescription())
                            .contains("http://" + ascii + ":8080");
                });
    }

    @Test
    void anAppWithoutServletsGetsUrlsAndDialectOnly() {
        plainApp.withClassLoader(new FilteredClassLoader("jakarta.servlet")).run(context -> {
            assertThat(context).hasSingleBean(ImgproxyDialect.class).doesNotHaveBean(CachingProxy.class);
            assertThat(proxyUrl(context.getBean(Imgproxy.class))).startsWith("/img/");
        });
    }

    @Test
    void withoutTheFilterModuleTheTagsStillWork() {
        servletApp
                .withClassLoader(new FilteredClassLoader(ImgproxyFilter.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(Imgproxy.class)
                        .doesNotHaveBean(CachingProxy.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void withoutThymeleafThereIsNoDialect() {
        servletApp
                .withClassLoader(new FilteredClassLoader(ITemplateEngine.class))
                .run(context ->
                        assertThat(context).hasSingleBean(CachingProxy.class).doesNotHaveBean("imgproxyDialect"));
    }

    @Test
    void metersOfTheProxyAreBoundToARegistry() {
        servletApp.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(MeterBinder.class).bindTo(registry);
            assertThat(registry.find("imgproxy4j.memory.bytes").gauge()).isNotNull();
        });
    }

    @Test
    void withoutMicrometerOrProxyThereAreNoMeters() {
        servletApp
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context ->
                        assertThat(context).hasSingleBean(CachingProxy.class).doesNotHaveBean("imgproxyMetrics"));
        plainApp.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("imgproxyMetrics"));
    }

    @Test
    void withoutActuatorOrProxyThereIsNoHealth() {
        String health = "imgproxyHealthContributor";
        servletApp.run(context -> assertThat(context).hasBean(health));
        servletApp
                .withClassLoader(new FilteredClassLoader(ConditionalOnEnabledHealthIndicator.class))
                .run(context ->
                        assertThat(context).hasSingleBean(CachingProxy.class).doesNotHaveBean(health));
        plainApp.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(health));
    }

    @Test
    void theImgproxyOfTheAppIsUsedEverywhere() throws Exception {
        servletApp.withUserConfiguration(OwnImgproxy.class).run(context -> {
            MockServletContext servletContext = new MockServletContext();
            context.getBean("sharedImgproxyInitializer", ServletContextInitializer.class)
                    .onStartup(servletContext);

            assertThat(context).hasSingleBean(Imgproxy.class).hasSingleBean(CachingProxy.class);
            assertThat(servletContext.getAttribute(SharedImgproxy.ATTRIBUTE)).isSameAs(OwnImgproxy.INSTANCE);
        });
    }

    @Test
    void theCachingProxyOfTheAppNeedsNoUrl() {
        new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues(SIGNED)
                .withUserConfiguration(OwnProxy.class)
                .run(context ->
                        assertThat(context).hasSingleBean(CachingProxy.class).hasBean("imgproxyFilter"));
    }

    @Test
    void theSettingsOfTheAppReplaceTheEnvironment() {
        new ApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues("imgproxy.unheard-of=1")
                .withBean(Settings.class, AutoConfigurationTest::unsigned)
                .run(context ->
                        assertThat(context.getBean(Imgproxy.class).isUnsigned()).isTrue());
    }

    @Test
    void theRegistrationOfTheAppReplacesOurs() {
        servletApp
                .withUserConfiguration(OwnRegistration.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(FilterRegistrationBean.class)
                        .hasBean("disabled"));
    }

    @Test
    void theDialectOfTheAppReplacesOurs() {
        ImgproxyDialect own = new ImgproxyDialect(OwnImgproxy.INSTANCE);
        plainApp.withBean(ImgproxyDialect.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ImgproxyDialect.class)).isSameAs(own));
    }

    @Test
    void theMountIsTheDefaultProxyUrl() {
        servletApp.withPropertyValues("imgproxy.mount=/pictures").run(context -> {
            assertThat(proxyUrl(context.getBean(Imgproxy.class))).startsWith("/pictures/");
            FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
            assertThat(registration.getUrlPatterns()).containsExactly("/pictures/*");
        });
    }

    @Test
    void aMountOfTheWholeAppIsASlash() {
        servletApp.withPropertyValues("imgproxy.mount=/").run(context -> {
            assertThat(proxyUrl(context.getBean(Imgproxy.class))).matches("/[^/]+/.+");
            FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
            assertThat(registration.getUrlPatterns()).containsExactly("/*");
        });
    }

    @Test
    void mistakesStopTheStartWithoutShowingSecrets() {
        plainApp.withPropertyValues("imgproxy.key=5ecre7key", "imgproxy.fallbak=none")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining("Spring property imgproxy.fallbak is not a setting"));
        plainApp.withPropertyValues("imgproxy.key=5ecre7key")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Spring property imgproxy.key: key [***] must be hexadecimal")
                        .hasMessageNotContaining("5ecre7key"));
    }

    private static String proxyUrl(Imgproxy imgproxy) {
        return imgproxy.image("local:///cat.jpg").urls().proxy();
    }

    private static Settings unsigned() {
        return Settings.read(SettingsSource.of("test", Map.of("imgproxy.allow-unsigned", "true")));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnImgproxy {
        static final Imgproxy INSTANCE =
                Imgproxy.builder().allowUnsigned(true).proxyUrl("/own").build();

        @Bean
        Imgproxy own() {
            return INSTANCE;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnProxy {
        @Bean
        CachingProxy own(Imgproxy imgproxy) {
            Duration timeout = Duration.ofSeconds(1);
            return CachingProxy.builder(
                            imgproxy,
                            HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                                    .connectTimeout(timeout)
                                    .responseTimeout(timeout)
                                    .build())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistration {
        @Bean
        FilterRegistrationBean<ImgproxyFilter> disabled() {
            FilterRegistrationBean<ImgproxyFilter> registration = new FilterRegistrationBean<>(new ImgproxyFilter());
            registration.setEnabled(false);
            return registration;
        }
    }
}
