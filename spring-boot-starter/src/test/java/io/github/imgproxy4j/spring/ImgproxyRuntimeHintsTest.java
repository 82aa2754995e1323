package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.CachingProxyMXBean;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What Boot tells the builder of a native image of this app. */
class ImgproxyRuntimeHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    ImgproxyRuntimeHintsTest() {
        ClassLoader loader = getClass().getClassLoader();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories", loader)
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(ImgproxyRuntimeHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, loader));
    }

    @Test
    void everyProviderOfEveryModuleIsFound() {
        assertThat(ServiceLoader.load(SettingsCatalog.class)).hasSizeGreaterThan(3);
        for (Class<?> service : List.of(SettingsCatalog.class, UpstreamProvider.class, StoreProvider.class)) {
            assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/" + service.getName()))
                    .accepts(hints);
            ServiceLoader.load(service).stream()
                    .forEach(provider -> assertThat(RuntimeHintsPredicates.reflection()
                                    .onType(provider.type())
                                    .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                            .as(provider.type().getName())
                            .accepts(hints));
        }
    }

    @Test
    void whatJmxShowsAndFilesOnTheClassPathStay() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(CachingProxyMXBean.class)
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS))
                .accepts(hints);
        for (String file : List.of(
                "io/github/imgproxy4j/embedded/internal/format/inks.txt",
                "META-INF/resources/webjars/imgproxy4j/" + System.getProperty("project.version") + "/auto.js")) {
            assertThat(CoreSettings.class.getClassLoader().getResource(file))
                    .as(file)
                    .isNotNull();
            assertThat(RuntimeHintsPredicates.resource().forResource(file))
                    .as(file)
                    .accepts(hints);
        }
    }
}
