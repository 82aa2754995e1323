package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EnvironmentSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"imgproxy.proxy-url", "imgproxy.proxyUrl", "imgproxy.proxy_url", "IMGPROXY4J_PROXY_URL"})
    void aSettingHasItsKeyInSpringsSpellingsAndItsVariable(String name) {
        Settings settings = read(properties("application", Map.of(name, "/pictures")));

        assertThat(settings.get(CoreSettings.PROXY_URL)).isEqualTo("/pictures");
    }

    @Test
    void anEarlierPropertySourceWinsWhicheverNameItUses() {
        Settings settings = read(
                properties("commandLineArgs", Map.of("imgproxy.fallback", "none")),
                environment(Map.of("IMGPROXY4J_PROXY_URL", "/variable", "IMGPROXY4J_FALLBACK", "script")),
                properties("application", Map.of("imgproxy.proxy-url", "/file")));

        assertThat(settings.get(CoreSettings.FALLBACK)).isEqualTo(FallbackMode.NONE);
        assertThat(settings.get(CoreSettings.PROXY_URL)).isEqualTo("/variable");
    }

    @Test
    void placeholdersAreResolved() {
        Settings settings =
                read(properties("application", Map.of("imgproxy.cache-url", "https://${host}/", "host", "images")));

        assertThat(settings.get(CoreSettings.CACHE_URL)).isEqualTo("https://images/");
    }

    @Test
    void numbersAndFlagsOfYamlCountAsTheirText() {
        Settings settings =
                read(properties("application", Map.of("imgproxy.signature-size", 8, "imgproxy.allow-unsigned", true)));

        assertThat(settings.get(CoreSettings.SIGNATURE_SIZE)).isEqualTo(8);
        assertThat(settings.get(CoreSettings.ALLOW_UNSIGNED)).isTrue();
    }

    @Test
    void aSourceThatCannotListItsNamesIsAskedForAll() {
        PropertySource<Object> jndi = new PropertySource<>("jndi") {
            @Override
            public @Nullable Object getProperty(String name) {
                return name.equals("imgproxy.proxy-url") ? "/jndi" : null;
            }
        };

        assertThat(read(jndi).get(CoreSettings.PROXY_URL)).isEqualTo("/jndi");
    }

    @Test
    void everyMistakeIsNamedAsItWasTyped() {
        assertThatThrownBy(() -> read(
                        properties("systemProperties", Map.of("imgproxy.signature-size", "33")),
                        environment(Map.of("IMGPROXY4J_CASHE_URL", "x", "IMGPROXY4J_FALLBACK", "maybe")),
                        properties("application", Map.of("imgproxy.cacheUrll", "https://images/"))))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        exception -> assertThat(exception.problems())
                                .containsExactlyInAnyOrder(
                                        "system property imgproxy.signature-size [33] must be a whole number from 1 to 32",
                                        "environment variable IMGPROXY4J_FALLBACK [maybe] must be one of inline, script, none, direct",
                                        "environment variable IMGPROXY4J_CASHE_URL is not a setting; did you mean"
                                                + " IMGPROXY4J_CACHE_URL?",
                                        "Spring property imgproxy.cacheUrll is not a setting; did you mean"
                                                + " imgproxy.cache-url?"));
    }

    @Test
    void wrongKeysAreReportedWithAllOtherProblems() {
        assertThatThrownBy(() -> read(properties(
                        "file", Map.of("imgproxy.key", "secret", "imgproxy.salt", "zz", "imgproxy.prests", "a=b"))))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        wrong -> assertThat(wrong.problems())
                                .containsExactly(
                                        "Spring property imgproxy.prests is not a setting; did you mean imgproxy.presets?",
                                        "Spring property imgproxy.key: key [***] must be hexadecimal: an even number of"
                                                + " digits 0-9 a-f",
                                        "Spring property imgproxy.salt: salt [***] must be hexadecimal: an even number of"
                                                + " digits 0-9 a-f"));
    }

    @Test
    void placeholdersInVariablesOfImgproxyAreItsOwn() {
        Settings settings = read(environment(
                Map.of("IMGPROXY_URL_REPLACEMENTS", "mys3://=s3://my_bucket/${1}", "IMGPROXY_SECRET", "pa${s}word")));

        assertThat(settings.hasName("IMGPROXY_URL_REPLACEMENTS")).isTrue();
        assertThat(settings.get(FilterSettings.SECRET)).isEqualTo("pa${s}word");
    }

    @Test
    void variablesOfImgproxyItselfAreLeftAlone() {
        Settings settings = read(environment(Map.of("IMGPROXY_PRESETS", "default=q:80", "IMGPROXY_BIND", ":8080")));

        assertThat(settings.isSet(CoreSettings.PRESETS)).isFalse();
    }

    private static MapPropertySource properties(String name, Map<String, Object> values) {
        return new MapPropertySource(name, new LinkedHashMap<>(values));
    }

    private static PropertySource<?> environment(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource("systemEnvironment", variables);
    }

    private static Settings read(PropertySource<?>... sources) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().stream()
                .map(PropertySource::getName)
                .toList()
                .forEach(environment.getPropertySources()::remove);
        List.of(sources).forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return EnvironmentSettings.read(environment);
    }
}
