package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.filter.upstream.UpstreamProvider;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The hints for native images: providers found by name, the JMX interface, and files on the class path. */
final class ImgproxyRuntimeHints implements RuntimeHintsRegistrar {
    private static final String FILTER = "io.github.imgproxy4j.filter.";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        registerProviders(hints, SettingsCatalog.class, classLoader);
        registerProviders(hints, UpstreamProvider.class, classLoader);
        registerProviders(hints, StoreProvider.class, classLoader);
        hints.reflection()
                .registerTypeIfPresent(
                        classLoader, FILTER + "CachingProxyMXBean", MemberCategory.INVOKE_PUBLIC_METHODS);
        // The memory tier checks whether it is present.
        hints.reflection().registerTypeIfPresent(classLoader, "com.github.benmanes.caffeine.cache.Caffeine");
        files(hints, classLoader, "io/github/imgproxy4j", "*.txt");
        files(hints, classLoader, "META-INF/resources/webjars/imgproxy4j", "*");
    }

    private static void files(RuntimeHints hints, @Nullable ClassLoader classLoader, String folder, String names) {
        hints.resources()
                .registerPatternIfPresent(classLoader, folder, pattern -> pattern.includes(folder + "/" + names));
    }

    private static void registerProviders(RuntimeHints hints, Class<?> service, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("META-INF/services/" + service.getName());
        ServiceLoader.load(service, classLoader).stream()
                .forEach(provider ->
                        hints.reflection().registerType(provider.type(), MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
    }
}
