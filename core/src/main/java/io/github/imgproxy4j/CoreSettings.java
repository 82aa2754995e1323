package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.url.SigningKey;
import io.github.imgproxy4j.internal.url.SourceRules;
import io.github.imgproxy4j.internal.url.UrlBase;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/** The settings of URLs, signing and markup. */
public final class CoreSettings implements SettingsCatalog {
    /** Keys that sign, hexadecimal. */
    public static final Setting<List<String>> KEY = Setting.text(
                    "imgproxy.key",
                    "Hexadecimal key that signs URLs; in a comma list for key rotation, the first" + " one signs")
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
                    "imgproxy.signature-size", 1, 32, "Length of the signature in bytes")
            .withDefault(32)
            .withEnvironmentName("IMGPROXY_SIGNATURE_SIZE");

    /** Permission to work without keys. */
    public static final Setting<Boolean> ALLOW_UNSIGNED = Setting.flag(
                    "imgproxy.allow-unsigned",
                    "Allow use without key and salt: anyone may then request any" + " variant")
            .withDefault(false);

    /** Base of proxy URLs. */
    public static final Setting<String> PROXY_URL = Setting.text(
            "imgproxy.proxy-url",
            "Base URL of the caching proxy for browsers: a path or URL; by default" + " CONTEXT_PATH/img");

    /** Base of cached URLs. */
    public static final Setting<String> CACHE_URL = Setting.text(
            "imgproxy.cache-url",
            "Base URL of cached images for browsers: bucket or CDN; by default" + " PROXY_URL/cache");

    /** Named option lists. */
    public static final Setting<Map<String, String>> PRESETS = Setting.text(
                    "imgproxy.presets",
                    "Named lists of options, card=rs:fill:300:200/q:80, separated by commas" + " or new lines")
            .parsedBy(CoreSettings::presets);

    /** What the server makes. */
    public static final Setting<List<String>> FORMATS = Setting.text(
                    "imgproxy.formats",
                    "Comma list of the formats that imgproxy supports, jpg,png,webp; pages omit all others. Not"
                            + " set: those of the embedded processor if it is used; otherwise all")
            .parsedBy(CoreSettings::list);

    /** Presets for browsers. */
    public static final Setting<Map<String, String>> PUBLIC_PRESETS = Setting.text(
                    "imgproxy.public-presets",
                    "Presets that browsers may request at MOUNT/urls, with candidates and format: card 1x 2x"
                            + " webp, hero 640w 1280w; not set: the route does not exist")
            .parsedBy(CoreSettings::publicPresets);

    /** How sources are written. */
    public static final Setting<SourceEncoding> SOURCE_ENCODING = Setting.choice(
                    "imgproxy.source-encoding",
                    SourceEncoding.class,
                    "Encoding of the source in URLs: base64, plain, encrypted")
            .withDefault(SourceEncoding.BASE64);

    /** Key for encrypted sources. */
    public static final Setting<String> SOURCE_ENCRYPTION_KEY = Setting.text(
                    "imgproxy.source-encryption-key", "Hexadecimal key for encrypted sources: 16, 24 or 32 bytes")
            .withEnvironmentName("IMGPROXY_SOURCE_URL_ENCRYPTION_KEY")
            .asSecret();

    /** Second key for encrypted sources. */
    public static final Setting<String> SOURCE_ENCRYPTION_VECTOR_KEY = Setting.text(
                    "imgproxy.source-encryption-vector-key",
                    "Hexadecimal secret from which the initialisation vectors of encrypted sources are derived")
            .asSecret();

    /** What relative sources are relative to. */
    public static final Setting<String> SOURCE_BASE =
            Setting.text(SourceRules.BASE_KEY, "Base of sources without scheme, https://example.com/photos/");

    /** Prefixes of allowed sources. */
    public static final Setting<List<String>> ALLOWED_SOURCES = Setting.text(
                    "imgproxy.allowed-sources",
                    "Comma list of prefixes of allowed sources; * matches any part of a host, or of one path"
                            + " segment; a host at the end of a prefix must match completely")
            .parsedBy(CoreSettings::prefixes)
            .withEnvironmentName("IMGPROXY_ALLOWED_SOURCES");

    /** How cache keys are made. */
    public static final Setting<KeyLayout> KEY_LAYOUT = Setting.text(
                    "imgproxy.key-layout",
                    "Layout of cache keys: signed-path or unsigned-path, with any of sha256, sharded, grouped,"
                            + " extension; not set: signed-path")
            .parsedBy(KeyLayout::of);

    /** Text before every cache key. */
    public static final Setting<String> KEY_PREFIX =
            Setting.text("imgproxy.key-prefix", "Prefix of every cache key, such as thumbs/");

    /** Whether URLs may end with a file name. */
    public static final Setting<Boolean> URL_FILE_NAMES = Setting.flag(
                    "imgproxy.url-file-names",
                    "Whether Base64 URLs may end with a file name; must equal the" + " setting of imgproxy")
            .withDefault(false)
            .withEnvironmentName("IMGPROXY_BASE64_URL_INCLUDES_FILENAME");

    /** Whether the server takes nothing but presets. */
    public static final Setting<Boolean> ONLY_PRESETS = Setting.flag(
                    "imgproxy.only-presets", "Whether paths contain names of server presets instead of options")
            .withDefault(false)
            .withEnvironmentName("IMGPROXY_ONLY_PRESETS");

    /** Texts that pass for signatures. */
    public static final Setting<List<String>> TRUSTED_SIGNATURES = Setting.text(
                    "imgproxy.trusted-signatures", "Comma list of texts that are accepted instead of a signature")
            .parsedBy(CoreSettings::list)
            .withEnvironmentName("IMGPROXY_TRUSTED_SIGNATURES")
            .asSecret();

    /** Fallback mode. */
    public static final Setting<FallbackMode> FALLBACK = Setting.choice(
                    "imgproxy.fallback",
                    FallbackMode.class,
                    "What switches a failed image to its proxy URL: inline (an onerror handler in the element),"
                            + " script (the JavaScript module), none (pages have only cached URLs), direct (pages have"
                            + " only proxy URLs)")
            .withDefault(FallbackMode.INLINE);

    /** End of the fallback chain. */
    public static final Setting<FinalFallback> LAST_RESORT = Setting.text(
                    "imgproxy.last-resort",
                    "What an image shows if the proxy fails as well: none, original, or the URL of a placeholder")
            .parsedBy(FinalFallback::of)
            .withDefault(FinalFallback.NONE);

    /** What is shown for bad input. */
    public static final Setting<TemplateErrorMode> ON_ERROR = Setting.choice(
                    "imgproxy.on-error",
                    TemplateErrorMode.class,
                    "What templates show instead of an image with invalid input: fail, original, omit")
            .withDefault(TemplateErrorMode.FAIL);

    /** Where the JavaScript module is. */
    public static final Setting<String> SCRIPT_URL = Setting.text(
            "imgproxy.script-url",
            "URL of auto.js of the JavaScript module for browsers; by default that of the webjar, if it is"
                    + " deployed");

    /** For {@link ServiceLoader}. */
    public CoreSettings() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                KEY,
                SALT,
                SIGNATURE_SIZE,
                TRUSTED_SIGNATURES,
                ALLOW_UNSIGNED,
                PROXY_URL,
                CACHE_URL,
                PRESETS,
                FORMATS,
                PUBLIC_PRESETS,
                FALLBACK,
                LAST_RESORT,
                ON_ERROR,
                SCRIPT_URL,
                SOURCE_ENCODING,
                SOURCE_ENCRYPTION_KEY,
                SOURCE_ENCRYPTION_VECTOR_KEY,
                SOURCE_BASE,
                ALLOWED_SOURCES,
                URL_FILE_NAMES,
                ONLY_PRESETS,
                KEY_LAYOUT,
                KEY_PREFIX);
    }

    static Imgproxy imgproxy(Settings settings, UrlBase defaultProxyUrl) {
        List<String> problems = new ArrayList<>();
        Imgproxy.Builder builder = Imgproxy.builder()
                .signatureSize(settings.get(SIGNATURE_SIZE))
                .allowUnsigned(settings.get(ALLOW_UNSIGNED))
                .urlFileNames(settings.get(URL_FILE_NAMES))
                .onlyPresets(settings.get(ONLY_PRESETS))
                .fallback(settings.get(FALLBACK))
                .lastResort(settings.get(LAST_RESORT))
                .onError(settings.get(ON_ERROR));
        addKeys(settings, builder, problems);
        String proxyUrl = settings.find(PROXY_URL);
        if (proxyUrl == null) {
            builder.defaultProxyUrl(defaultProxyUrl);
        } else {
            attempt(settings.spell(PROXY_URL), problems, () -> builder.proxyUrl(proxyUrl));
        }
        String cacheUrl = settings.find(CACHE_URL);
        if (cacheUrl != null) {
            attempt(settings.spell(CACHE_URL), problems, () -> builder.cacheUrl(cacheUrl));
        }
        String scriptUrl = settings.find(SCRIPT_URL);
        if (scriptUrl != null) {
            attempt(settings.spell(SCRIPT_URL), problems, () -> builder.scriptUrl(scriptUrl));
        }
        Map<String, String> presets = settings.find(PRESETS);
        if (presets != null) {
            presets.forEach(
                    (name, options) -> attempt(settings.spell(PRESETS), problems, () -> builder.preset(name, options)));
        }
        addFormats(settings, builder, problems);
        addPublicPresets(settings, builder, problems);
        addSources(settings, builder, problems);
        addKeyLayout(settings, builder, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return builder.build();
    }

    private static void addFormats(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        List<String> formats = settings.find(FORMATS);
        if (formats != null) {
            attempt(settings.spell(FORMATS), problems, () -> builder.formats(formats));
            return;
        }
        for (ServerFormats server : ServiceLoader.load(ServerFormats.class, CoreSettings.class.getClassLoader())) {
            Set<String> known = server.of(settings);
            if (known != null) {
                builder.formats(known);
                return;
            }
        }
    }

    private static void addPublicPresets(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        Map<String, String> publicPresets = settings.find(PUBLIC_PRESETS);
        Map<String, String> presets = settings.find(PRESETS);
        if (publicPresets == null || (presets == null && settings.isSet(PRESETS))) {
            return;
        }
        Set<String> known = presets == null ? Set.of() : presets.keySet();
        publicPresets.forEach((name, offer) -> attempt(settings.spell(PUBLIC_PRESETS), problems, () -> {
            PublicPresets.of(Map.of(name, PublicPresets.offer(name, offer)), known, settings.isSet(ALLOWED_SOURCES));
            builder.publicPreset(name, offer);
        }));
    }

    private static void addSources(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        SourceEncoding encoding = settings.get(SOURCE_ENCODING);
        if (encoding == SourceEncoding.PLAIN) {
            builder.plainSources();
        } else if (encoding == SourceEncoding.ENCRYPTED) {
            addCipher(settings, builder, problems);
        }
        String base = settings.find(SOURCE_BASE);
        if (base != null) {
            attempt(settings.spell(SOURCE_BASE), problems, () -> builder.sourceBase(base));
        }
        each(settings, ALLOWED_SOURCES, problems, builder::allowSource);
        each(settings, TRUSTED_SIGNATURES, problems, builder::trustedSignature);
    }

    private static void addKeyLayout(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        KeyLayout layout = settings.find(KEY_LAYOUT);
        String prefix = settings.find(KEY_PREFIX);
        attempt(
                settings.spell(KEY_PREFIX),
                problems,
                () -> builder.keyLayout(
                        (layout == null ? KeyLayout.SIGNED_PATH : layout).prefix(prefix == null ? "" : prefix)));
    }

    private static void addCipher(Settings settings, Imgproxy.Builder builder, List<String> problems) {
        String key = settings.find(SOURCE_ENCRYPTION_KEY);
        String vectorKey = settings.find(SOURCE_ENCRYPTION_VECTOR_KEY);
        if (key == null || vectorKey == null) {
            problems.add(settings.spell(SOURCE_ENCODING) + " [encrypted] needs " + SOURCE_ENCRYPTION_KEY + " and "
                    + SOURCE_ENCRYPTION_VECTOR_KEY);
            return;
        }
        attempt(
                settings.spell(SOURCE_ENCRYPTION_KEY),
                problems,
                () -> builder.encryptSources(key).vectorKey(vectorKey));
    }

    private static void each(
            Settings settings, Setting<List<String>> setting, List<String> problems, Consumer<String> use) {
        List<String> values = settings.find(setting);
        if (values != null) {
            values.forEach(value -> attempt(settings.spell(setting), problems, () -> use.accept(value)));
        }
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
                    + KEY.environmentName() + " and " + SALT.environmentName() + ", for example; or set "
                    + ALLOW_UNSIGNED.key() + "=true to work unsigned");
        }
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            String salt = salts.get(i);
            attempt(settings.spell(KEY), problems, () -> SigningKey.bytes("key", key));
            attempt(settings.spell(SALT), problems, () -> SigningKey.bytes("salt", salt));
            builder.key(key).salt(salt);
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

    /** An empty member, which allows everything in imgproxy, is left out. */
    private static List<String> prefixes(String text) {
        List<String> prefixes =
                list(text).stream().filter(prefix -> !prefix.isEmpty()).toList();
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("must contain a prefix such as https://example.com/ or local:///");
        }
        return prefixes;
    }

    private static Map<String, String> publicPresets(String text) {
        Map<String, String> presets = new LinkedHashMap<>();
        for (String definition : text.split("[,\\n]", -1)) {
            String[] parts = definition.strip().split(" +", 2);
            if (!parts[0].isEmpty()) {
                presets.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
        }
        return presets;
    }

    private static Map<String, String> presets(String text) {
        Map<String, String> presets = new LinkedHashMap<>();
        for (String definition : text.split("[,\\n]", -1)) {
            if (definition.isBlank() || definition.strip().startsWith("#")) {
                continue;
            }
            String[] parts = definition.strip().split("=", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "must be definitions of the form NAME=OPTIONS; [" + definition.strip() + "] is none");
            }
            presets.put(parts[0].strip(), parts[1].strip());
        }
        return presets;
    }
}
