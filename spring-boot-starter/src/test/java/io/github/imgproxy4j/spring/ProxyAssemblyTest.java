package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyAssemblyTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).build();

    @TempDir
    Path folder;

    @Test
    void everySettingOfTheFilterIsRead() {
        assertThat(ProxyAssembly.SETTINGS).containsExactlyInAnyOrderElementsOf(new FilterSettings().settings());
    }

    @Test
    void upstreamAndStoreComeFromTheSettings() {
        try (CachingProxy proxy =
                proxy(Map.of("imgproxy.url", "http://127.0.0.1:1", "imgproxy.store-dir", folder.toString()))) {
            assertThat(proxy.upstreamDescription()).contains("127.0.0.1:1");
            assertThat(proxy.storeDescription()).contains(folder.toString());
        }
    }

    @Test
    void aStoreFolderThatCannotBeUsedIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() ->
                        proxy(Map.of("imgproxy.url", "http://127.0.0.1:1", "imgproxy.store-dir", file.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("test imgproxy.store-dir [" + file + "] must be a folder that can be written");
    }

    private static CachingProxy proxy(Map<String, String> values) {
        return ProxyAssembly.of(Settings.read(SettingsSource.of("test", values)), IMGPROXY);
    }
}
