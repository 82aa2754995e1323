package io.github.imgproxy4j;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of URLs, signing and markup. */
public final class CoreSettings implements SettingsCatalog {
    /** Keys that sign, hexadecimal. */
    public static final Setting<List<String>> KEY = Setting.text(
                    "imgproxy.key", "Hexadecimal key that signs URLs; a comma list rotates, the first signs")
            .parsedBy(CoreSettings::list)
            .withEnvironmentName("IMGPROXY_KEY")
            .asSecret();

    /** Salts, as many as keys. */
    public static final Setting<List<String>> SALT = Setting.text("imgproxy.salt", "Hexadecimal salt, one for each key")
            .parsedBy(CoreSettings::list)
            .withEnvironmentName("IMGPROXY_SALT")
            .asSecret();

    /** Signature length. */
    public static final Setting<Integer> SIGNATURE_SIZE = Setting.wholeNumber(
                    "imgproxy.signature-size", 1, 32, "Bytes of the signature that are kept")
            .withDefault(32)
            .withEnvironmentName("IMGPROXY_SIGNATURE_SIZE");

    /** Permission to work without keys. */
    public static final Setting<Boolean> ALLOW_UNSIGNED = Setting.flag(
                    "imgproxy.allow-unsigned", "Work without key and salt: anybody may then ask for any variant")
            .withDefault(false);

    /** Base of proxy URLs. */
    public static final Setting<String> PROXY_URL = Setting.text(
            "imgproxy.proxy-url", "Where browsers find the caching proxy: a path or URL; by default CONTEXT_PATH/img");

    /** Base of cached URLs. */
    public static final Setting<String> CACHE_URL = Setting.text(
            "imgproxy.cache-url", "Where browsers find finished images: bucket or CDN; by default PROXY_URL/cache");

    /** Named option lists. */
    public static final Setting<Map<String, String>> PRESETS = Setting.text(
                    "imgproxy.presets", "Named options, card=rs:fill:300:200/q:80, separated by commas or new lines")
            .parsedBy(CoreSettings::presets);

    /** Fallback mode. */
    public static final Setting<FallbackMode> FALLBACK = Setting.choice(
                    "imgproxy.fallback", FallbackMode.class, "Who moves a failed image to its proxy URL")
            .withDefault(FallbackMode.INLINE);

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEY, SALT, SIGNATURE_SIZE, ALLOW_UNSIGNED, PROXY_URL, CACHE_URL, PRESETS, FALLBACK);
    }

    static Imgproxy imgproxy(Settings settings, String defaultProxyUrl) {
        List<String> problems = new ArrayList<>();
        Imgproxy.Builder builder = Imgproxy.builder()
                .signatureSize(settings.get(SIGNATURE_SIZE))
                .allowUnsigned(settings.get(ALLOW_UNSIGNED))
                .fallback(settings.get(FALLBACK));
        addKeys(settings, builder, problems);
        String proxyUrl = settings.isSet(PROXY_URL) ? settings.get(PROXY_URL) : defaultProxyUrl;
        attempt(settings.spell(PROXY_URL), problems, () -> builder.proxyUrl(proxyUrl));
        String cacheUrl = settings.find(CACHE_URL);
        if (cacheUrl != null) {
            attempt(settings.spell(CACHE_URL), problems, () -> builder.cacheUrl(cacheUrl));
        }
        Map<String, String> presets = settings.find(PRESETS);
        if (presets != null) {
            presets.forEach(
                    (name, options) -> attempt(settings.spell(PRESETS), problems, () -> builder.preset(name, options)));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return builder.build();
    }

    private static void addKeys(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        List<String> keys = settings.isSet(KEY) ? settings.get(KEY) : List.of();
        List<String> salts = settings.isSet(SALT) ? settings.get(SALT) : List.of();
        if (keys.size() != salts.size()) {
            problems.add(settings.spell(KEY) + " and " + settings.spell(SALT) + " [" + keys.size() + " and "
                    + salts.size() + " values] must be set together, one salt for each key");
            return;
        }
        if (keys.isEmpty() && !settings.get(ALLOW_UNSIGNED)) {
            problems.add(KEY.key() + " and " + SALT.key() + " [not set] must be set, by the environment variables "
                    + KEY.environmentName() + " and " + SALT.environmentName() + " for instance; or set "
                    + ALLOW_UNSIGNED.key() + "=true to work unsigned");
        }
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            String salt = salts.get(i);
            attempt(settings.spell(KEY), problems, () -> {
                SigningKey.ofHex(key, salt, Imgproxy.Builder.WHOLE_SIGNATURE_BYTES);
                builder.key(key, salt);
            });
        }
    }

    private static void attempt(String setting, List<String> problems, Runnable step) {
        try {
            step.run();
        } catch (ImgproxyException refused) {
            problems.add(setting + ": " + refused.getMessage());
        }
    }

    private static List<String> list(String text) {
        return List.of(text.split("\\s*,\\s*", -1));
    }

    private static Map<String, String> presets(String text) {
        Map<String, String> presets = new LinkedHashMap<>();
        for (String definition : text.split("[,\\n]", -1)) {
            if (definition.isBlank()) {
                continue;
            }
            String[] parts = definition.strip().split("=", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("must be definitions of the form NAME=OPTIONS");
            }
            presets.put(parts[0].strip(), parts[1].strip());
        }
        return presets;
    }
}
