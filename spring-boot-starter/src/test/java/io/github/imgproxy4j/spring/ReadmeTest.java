package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.SourceRegions;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** What one can paste from the README, in an app that starts. */
class ReadmeTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/documentation");

    @TempDir
    Path folder;

    @Test
    void anAppWithThePropertiesStartsAndShowsTheImageOfTheTemplate() throws Exception {
        String template = SourceRegions.of(EXAMPLES.resolve("photo.html")).get("photo");
        Context photo = new Context(
                Locale.ROOT, Map.of("photo", Map.of("url", "https://example.com/cat.jpg", "title", "A cat")));
        MapPropertySource properties = properties("application.properties");
        new WebApplicationContextRunner()
                .withInitializer(
                        app -> app.getEnvironment().getPropertySources().addFirst(properties))
                .withConfiguration(AutoConfigurations.of(
                        ImgproxyAutoConfiguration.class,
                        ImgproxyFilterAutoConfiguration.class,
                        ImgproxyThymeleafAutoConfiguration.class))
                .run(app -> {
                    TemplateEngine engine = new TemplateEngine();
                    engine.setTemplateResolver(new StringTemplateResolver());
                    engine.addDialect(app.getBean(ImgproxyDialect.class));

                    assertThat(engine.process(template, photo))
                            .contains("width=\"300\" height=\"200\"", "alt=\"A cat\"", "/rs:fill:300:200/q:80/");
                });
    }

    /** The settings of docs/javascript.md, in the app of the README. */
    @Test
    void anAppStartsByThePublicPresetsOfTheDocumentation() throws Exception {
        MapPropertySource properties = properties("application.properties", "public-presets.properties");
        new WebApplicationContextRunner()
                .withInitializer(
                        app -> app.getEnvironment().getPropertySources().addFirst(properties))
                .withConfiguration(
                        AutoConfigurations.of(ImgproxyAutoConfiguration.class, ImgproxyFilterAutoConfiguration.class))
                .run(app -> assertThat(app.getBean(Imgproxy.class).presetNames())
                        .containsExactlyInAnyOrder("avatar", "card", "hero"));
    }

    /** Those of the README, with a folder that can be written. */
    private MapPropertySource properties(String... files) throws Exception {
        Properties read = new Properties();
        for (String name : files) {
            try (var file = Files.newBufferedReader(EXAMPLES.resolve(name))) {
                read.load(file);
            }
        }
        read.setProperty("imgproxy.store-dir", folder.toString());
        Map<String, Object> values = new HashMap<>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return new MapPropertySource("README", values);
    }
}
