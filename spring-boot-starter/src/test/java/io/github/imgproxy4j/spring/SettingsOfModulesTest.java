package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The list by which core names a module that is missing is that of the catalogs. */
class SettingsOfModulesTest {
    private static final Map<String, String> MODULES = Map.of(
            "FilterSettings", "imgproxy4j-filter",
            "S3Settings", "imgproxy4j-store-s3",
            "EmbeddedSettings", "imgproxy4j-embedded");

    @Test
    void coreKnowsTheSettingsOfAllModules() throws IOException {
        Map<Object, Object> derived = new TreeMap<>();
        for (SettingsCatalog catalog : ServiceLoader.load(SettingsCatalog.class)) {
            if (!(catalog instanceof CoreSettings)) {
                String module = MODULES.get(catalog.getClass().getSimpleName());
                catalog.settings()
                        .forEach(setting -> derived.put(setting.key(), setting.environmentName() + " " + module));
            }
        }
        Properties written = new Properties();
        try (InputStream file = Settings.class.getResourceAsStream("modules.properties")) {
            written.load(file);
        }

        assertThat(new TreeMap<>(written)).isEqualTo(derived);
    }
}
