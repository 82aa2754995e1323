package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.html.SupportedFormats;
import io.github.imgproxy4j.internal.text.Problems;
import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.internal.url.PathRepair;
import io.github.imgproxy4j.internal.url.Scheme;
import io.github.imgproxy4j.internal.url.Signer;
import io.github.imgproxy4j.internal.url.SigningKey;
import io.github.imgproxy4j.internal.url.SourceCipher;
import io.github.imgproxy4j.internal.url.SourcePrefix;
import io.github.imgproxy4j.internal.url.SourceRules;
import io.github.imgproxy4j.internal.url.SourceText;
import io.github.imgproxy4j.internal.url.SourceWriter;
import io.github.imgproxy4j.internal.url.UrlBase;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds signed URLs and markup for one imgproxy configuration, and verifies received paths.
 *
 * <p>Immutable and thread-safe: create one instance and share it. Null arguments cause a {@link NullPointerException}.
 *
 * <pre>{@code
 * ImageUrls urls = imgproxy.image("https://example.com/cat.jpg").preset("card").format("webp").urls();
 * }</pre>
 */
public final class Imgproxy {
    private static final String PROXY_URL = "proxy URL";

    private final Signer signer;
    private final UrlBase proxyUrl;
    private final boolean proxyUrlIsDefault;
    private final UrlBase cacheUrl;
    private final Map<String, List<ProcessingOption>> presets;

    /** The options of each preset as path segments. */
    private final Map<String, String> presetSegments;

    private final FallbackMode fallbackMode;
    private final FinalFallback lastResort;
    private final TemplateErrors templateErrors;
    private final SupportedFormats supportedFormats;
    private final @Nullable String scriptUrl;
    private final SourceRules sourceRules;
    private final SourceWriter sourceWriter;
    private final KeyLayout keyLayout;
    private final SourceText sourceText;
    private final OptionSyntax notation;
    private final OptionWriter optionWriter;
    private final PublicPresets publicPresets;
    private final MarkupCache memo = new MarkupCache();
    private final MarkupCache templateMarkup = new MarkupCache();

    private Imgproxy(Builder builder, Signer signer) {
        this.signer = signer;
        this.proxyUrl = builder.proxyUrl;
        this.proxyUrlIsDefault = builder.proxyUrlIsDefault;
        this.cacheUrl = builder.cacheUrl == null ? builder.proxyUrl.child("cache") : builder.cacheUrl;
        this.supportedFormats = builder.supportedFormats;
        this.presets = made(builder.presets);
        this.fallbackMode = builder.fallbackMode;
        this.lastResort = builder.hidesSources() && builder.lastResort == FinalFallback.ORIGINAL
                ? FinalFallback.NONE
                : builder.lastResort;
        this.scriptUrl = builder.scriptUrl;
        this.sourceRules = SourceRules.of(builder.sourceBase, builder.allowedSources);
        this.templateErrors = new TemplateErrors(builder.onErrorThatHidesSources(), sourceRules);
        this.sourceWriter = new SourceWriter(
                builder.sourceEncoding == SourceEncoding.PLAIN,
                builder.hidesSources() ? builder.cipher : null,
                builder.throughContainer);
        this.keyLayout = builder.keyLayout;
        this.notation = builder.notation;
        this.presetSegments = segments(presets, notation);
        this.sourceText =
                new SourceText(builder.cipher, builder.urlFileNames, notation.separator(), builder.onlyPresets);
        this.optionWriter = new OptionWriter(notation, builder.onlyPresets);
        this.publicPresets =
                PublicPresets.of(builder.publicPresets, builder.presets.keySet(), !builder.allowedSources.isEmpty());
    }

    private Map<String, List<ProcessingOption>> made(Map<String, List<ProcessingOption>> described) {
        Map<String, List<ProcessingOption>> made = new HashMap<>();
        for (Map.Entry<String, List<ProcessingOption>> preset : described.entrySet()) {
            made.put(preset.getKey(), supportedFormats.withoutOthers(preset.getValue()));
        }
        return Map.copyOf(made);
    }

    private static Map<String, String> segments(Map<String, List<ProcessingOption>> presets, OptionSyntax notation) {
        Map<String, String> segments = new HashMap<>();
        for (Map.Entry<String, List<ProcessingOption>> preset : presets.entrySet()) {
            segments.put(preset.getKey(), OptionWriter.segments(preset.getValue(), notation));
        }
        return segments;
    }

    /** A builder without keys. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * An instance from settings of any source.
     *
     * @param settings resolved settings
     * @param defaultProxyUrl the proxy URL if none is set, such as {@code /shop/img}
     * @throws io.github.imgproxy4j.settings.SettingsException listing everything that is missing or wrong
     */
    public static Imgproxy of(Settings settings, String defaultProxyUrl) {
        return CoreSettings.imgproxy(settings, UrlBase.of(PROXY_URL, defaultProxyUrl));
    }

    /**
     * An instance from settings of any source, for frameworks that map the proxy after they have made this instance.
     *
     * @param settings resolved settings
     * @param defaultProxyUrl the proxy URL if none is set, asked for when the first URL is made; always the same
     * @throws io.github.imgproxy4j.settings.SettingsException listing everything that is missing or wrong
     */
    public static Imgproxy of(Settings settings, Supplier<String> defaultProxyUrl) {
        return CoreSettings.imgproxy(settings, UrlBase.later(PROXY_URL, defaultProxyUrl));
    }

    /**
     * Begins a variant of a source.
     *
     * @param source the original image: {@code https://…}, {@code local:///…}, {@code s3://bucket/key}, or relative to
     *     the source base; or {@code data:image/…}, which is printed unchanged
     * @throws ImgproxyException if it is empty, not allowed, or cannot be fetched by any server
     */
    public ImageBuilder image(String source) {
        return new ImageBuilder(this, Scheme.isPicture(source) ? SourceRules.requireText(source) : resolved(source));
    }

    /**
     * Begins a request for information about a source. Needs imgproxy Pro.
     *
     * @param source as for {@link #image}, except {@code data:image/…}
     * @throws ImgproxyException if it is empty, not allowed, or cannot be fetched by any server
     */
    public InfoBuilder info(String source) {
        return new InfoBuilder(this, resolved(source));
    }

    private String resolved(String source) {
        if (source.isBlank()) {
            throw new ImgproxyException("source [" + source + "] must not be empty");
        }
        return sourceRules.resolve(source);
    }

    /**
     * Verifies the raw path of a client request and converts it to canonical form.
     *
     * <p>The result is the same for all spellings of a path: with a query, {@code %3A} for a colon, merged slashes, or
     * unused bits in the signature.
     *
     * @param rawPath {@code /SIGNATURE/OPTIONS/SOURCE} exactly as received, not decoded; a query is ignored. A prefix
     *     of {@code /info} denotes a path of {@link #info}; see {@link SignedPath#isInfo}
     */
    public Verification verify(String rawPath) {
        String path = withoutQuery(rawPath);
        int info = InfoBuilder.ENDPOINT.length();
        return path.startsWith(InfoBuilder.ENDPOINT + "/")
                ? verifySigned(path.substring(info)).at(InfoBuilder.ENDPOINT)
                : verifySigned(path);
    }

    /**
     * Signs a path that was built elsewhere. The counterpart of {@link #verify}, which accepts the text of the result.
     *
     * @param path {@code /OPTIONS/SOURCE} as returned by {@link ImageUrls#path}: canonical, percent-encoded, without
     *     signature and query. With the prefix {@code /info} it is a path of {@link #info}
     * @return the path with the signature of the first key, or with {@code unsafe} if there is no key
     * @throws ImgproxyException if it is empty, does not begin with a slash, contains a query, a fragment or a
     *     character that is not allowed in URLs, or is not canonical, so that {@link #verify} would return another path
     */
    public SignedPath sign(String path) {
        Objects.requireNonNull(path, "path");
        boolean info = path.startsWith(InfoBuilder.ENDPOINT + "/");
        String signed = PathRepair.requireCanonical(info ? path.substring(InfoBuilder.ENDPOINT.length()) : path);
        return info ? signedInfo(signed) : signed(signed);
    }

    private Verification verifySigned(String path) {
        int start = leadingSlashes(path);
        int slash = path.indexOf('/', start);
        if (slash <= start || slash == path.length() - 1) {
            return Verification.malformed();
        }
        String canonical = PathRepair.repair(path.substring(slash + 1));
        if (canonical.length() == 1) {
            return Verification.malformed();
        }
        return PathRepair.isStable(canonical)
                ? verified(path.substring(start, slash), canonical)
                : Verification.forbidden(
                        () -> "the path has several merged double slashes; imgproxy would restore another one"
                                + " each time it parses it");
    }

    private Verification verified(String signature, String path) {
        String accepted = signer.verify(signature, path);
        return accepted == null
                ? Verification.forbidden(() -> signer.refusal(signature, path))
                : Verification.verified(new SignedPath(accepted, path));
    }

    /**
     * The cache key of a signed path, according to the key layout.
     *
     * <p>If unsigned use is allowed, clients could invent signatures, so all signatures give the same key, except the
     * trusted ones.
     */
    public String key(SignedPath signedPath) {
        return key(signedPath, keyLayout);
    }

    /** The same in another layout, for migrating from one layout to another. */
    public String key(SignedPath signedPath, KeyLayout layout) {
        SignedPath keyed =
                signer.isInvented(signedPath.signature()) ? signedPath.withSignature(Signer.UNSIGNED) : signedPath;
        return layout.keyOf(keyed, sourceText);
    }

    /** Whether a text has the form of a cache key of the layout. */
    public boolean isKey(String text) {
        return keyLayout.fits(text);
    }

    /**
     * The common prefix of the cache keys of all variants of a source, {@code 0c4f…/}, for purging them together.
     *
     * @param source as for {@link #image}; it need not be allowed any more
     * @return null if the key layout does not group keys by source
     * @throws ImgproxyException if it is relative and there is no source base
     */
    public @Nullable String keyPrefixOf(String source) {
        return keyLayout.groupPrefixOf(sourceRules.absolute(source));
    }

    /** The source in a canonical path, for display and statistics. */
    public String sourceOf(SignedPath signedPath) {
        return sourceText.of(signedPath.path());
    }

    /** Whether paths have no signature and every path is accepted. */
    public boolean isUnsigned() {
        return signer.isUnsigned();
    }

    /** The names of the presets. */
    public Set<String> presetNames() {
        return presets.keySet();
    }

    /** The names of the presets that browsers may request. */
    public Set<String> publicPresetNames() {
        return publicPresets.names();
    }

    /**
     * The formats that browsers support but the server does not, so that URLs and markup omit them; in alphabetical
     * order.
     *
     * @see Builder#formats
     */
    public Set<String> unsupportedFormats() {
        return supportedFormats.missing();
    }

    /** Whether the formats that the server supports are known. */
    public boolean knowsFormats() {
        return supportedFormats.names() != null;
    }

    /**
     * Begins a variant for an untrusted client: with a public preset and the candidates of this preset.
     *
     * @param preset the name of a public preset
     * @param source as for {@link #image}, in a form that the allow-list cannot misread: a URL without user
     *     information, fragment and dot segments
     * @throws ImgproxyException if the preset is not public, or the source is not allowed
     */
    public ImageBuilder publicImage(String preset, String source) {
        return publicPresets.apply(
                image(Scheme.isPicture(source) ? source : PublicPresets.checkedSource(source)), preset);
    }

    /** Adds a public preset with its candidates. */
    ImageBuilder offer(String publicPreset, ImageBuilder image) {
        return publicPresets.apply(image, publicPreset);
    }

    ImageUrls urls(String path) {
        SignedPath signedPath = signed(path);
        String key = key(signedPath);
        String proxy = proxyUrl(signedPath);
        String first = fallbackMode == FallbackMode.DIRECT ? proxy : cacheUrl.with("/" + key);
        return new ImageUrls(signedPath, key, first, proxy);
    }

    private SignedPath signed(String path) {
        return new SignedPath(signer.sign(path), path);
    }

    SignedPath signedInfo(String path) {
        return signed(path).at(InfoBuilder.ENDPOINT);
    }

    String proxyUrl(SignedPath signedPath) {
        return proxyUrl.with(signedPath.text());
    }

    List<ProcessingOption> preset(String name) {
        List<ProcessingOption> options = presets.get(name);
        if (options == null) {
            throw new ImgproxyException("preset [" + name + "] must be one of " + presets.keySet());
        }
        return options;
    }

    /** The same as {@link OptionWriter#segments}, for the name of a preset. */
    String presetSegments(String name) {
        return Objects.requireNonNull(presetSegments.get(name));
    }

    /** The separator between the name and the arguments of an option; a colon by default. */
    public String argumentsSeparator() {
        return notation.separator();
    }

    OptionSyntax notation() {
        return notation;
    }

    SupportedFormats supportedFormats() {
        return supportedFormats;
    }

    MarkupCache memo() {
        return memo;
    }

    /** The elements of templates by their attributes, so that a page seldom builds what another has built before. */
    public MarkupCache templateMarkup() {
        return templateMarkup;
    }

    OptionWriter optionWriter() {
        return optionWriter;
    }

    boolean urlFileNames() {
        return sourceText.fileNames();
    }

    SourceWriter sourceWriter() {
        return sourceWriter;
    }

    /** Which URLs pages have, see {@link Builder#fallback}. */
    public FallbackMode fallbackMode() {
        return fallbackMode;
    }

    FinalFallback lastResort() {
        return lastResort;
    }

    @Nullable
    public String scriptUrl() {
        return scriptUrl;
    }

    /** How templates handle invalid input, see {@link Builder#onError}. */
    public TemplateErrors templateErrors() {
        return templateErrors;
    }

    private static String withoutQuery(String rawPath) {
        int query = rawPath.indexOf('?');
        return query < 0 ? rawPath : rawPath.substring(0, query);
    }

    /** imgproxy removes one slash with its prefix and ignores one more. */
    private static int leadingSlashes(String path) {
        if (path.startsWith("//")) {
            return 2;
        }
        return path.startsWith("/") ? 1 : 0;
    }

    /** The base URL of the caching proxy: a path or URL without a trailing slash. */
    public String proxyUrl() {
        return proxyUrl.toString();
    }

    /** Whether the proxy URL is the default, because none was set. */
    public boolean isProxyUrlDefault() {
        return proxyUrlIsDefault;
    }

    /** The URLs and presets; never a key. */
    @Override
    public String toString() {
        return "Imgproxy[proxyUrl=" + proxyUrl + ", cacheUrl=" + cacheUrl + ", presets=" + presets.keySet()
                + ", signed=" + !signer.isUnsigned() + "]";
    }

    /** Collects the configuration of an {@link Imgproxy}. Not thread-safe. */
    public static final class Builder {
        /** The length of an HMAC-SHA256 signature. */
        static final int WHOLE_SIGNATURE_BYTES = 32;

        private final List<String[]> keyPairs = new ArrayList<>();
        private final Set<String> trustedSignatures = new LinkedHashSet<>();
        private final Map<String, List<ProcessingOption>> presets = new LinkedHashMap<>();
        private int signatureBytes = WHOLE_SIGNATURE_BYTES;
        private boolean unsignedAllowed;
        private UrlBase proxyUrl = UrlBase.of(PROXY_URL, "/img");
        private boolean proxyUrlIsDefault = true;
        private @Nullable UrlBase cacheUrl;
        private FallbackMode fallbackMode = FallbackMode.INLINE;
        private FinalFallback lastResort = FinalFallback.NONE;
        private TemplateErrorMode onError = TemplateErrorMode.FAIL;
        private SupportedFormats supportedFormats = SupportedFormats.UNKNOWN;
        private @Nullable String scriptUrl;
        private SourceEncoding sourceEncoding = SourceEncoding.BASE64;
        private @Nullable SourceCipher cipher;
        private boolean throughContainer = true;
        private boolean urlFileNames;
        private KeyLayout keyLayout = KeyLayout.SIGNED_PATH;
        private OptionSyntax notation = OptionSyntax.DEFAULT;
        private boolean onlyPresets;
        private @Nullable String sourceBase;
        private final List<SourcePrefix> allowedSources = new ArrayList<>();
        private final Map<String, PublicPresets.Offer> publicPresets = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Begins a pair of key and salt; {@link Pair#salt} adds it. The first pair signs, all pairs verify.
         *
         * @param hex the key in hexadecimal, {@code IMGPROXY_KEY} of the server
         */
        public Pair key(String hex) {
            return new Pair(this, hex);
        }

        /** Cuts signatures to this many bytes, 1 to 32; {@value #WHOLE_SIGNATURE_BYTES} by default. */
        public Builder signatureSize(int bytes) {
            if (bytes < 1 || bytes > WHOLE_SIGNATURE_BYTES) {
                throw new ImgproxyException("signature size [" + bytes + "] must be from 1 to 32 bytes");
            }
            signatureBytes = bytes;
            return this;
        }

        /** Accepts exactly this text instead of a signature. */
        public Builder trustedSignature(String signature) {
            trustedSignatures.add(Objects.requireNonNull(signature, "signature"));
            return this;
        }

        /** Allows {@link #build} without a key: paths then have {@code unsafe} instead of a signature. */
        public Builder allowUnsigned(boolean allowed) {
            unsignedAllowed = allowed;
            return this;
        }

        /** The base URL of the caching proxy, or of imgproxy itself: a path such as {@code /img}, or an http(s) URL. */
        public Builder proxyUrl(String url) {
            proxyUrl = UrlBase.of(PROXY_URL, url);
            proxyUrlIsDefault = false;
            return this;
        }

        Builder defaultProxyUrl(UrlBase url) {
            proxyUrl = url;
            proxyUrlIsDefault = true;
            return this;
        }

        /**
         * The base URL of cached images: a path or an http(s) URL; the cache route of the proxy by default. Not used
         * with {@link FallbackMode#DIRECT}.
         */
        public Builder cacheUrl(String url) {
            cacheUrl = UrlBase.of("cache URL", url);
            return this;
        }

        /**
         * Defines a preset, a named list of options.
         *
         * @param name letters, digits, hyphens, underscores
         * @param options as in a path, {@code rs:fill:300:200/q:80}
         * @throws ImgproxyException listing everything that is wrong in both
         */
        public Builder preset(String name, String options) {
            Problems refusals = new Problems();
            if (!isPresetName(name)) {
                refusals.add("preset name [" + name + "] may contain only letters, digits, - and _");
            }
            try {
                presets.put(name, ProcessingOption.parse(options));
            } catch (ImgproxyException refused) {
                refused.problems().forEach(problem -> refusals.add("preset " + name + ": " + problem));
            }
            refusals.enforce();
            return this;
        }

        private static boolean isPresetName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (!(letter || (c >= '0' && c <= '9') || c == '_' || c == '-')) {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        /**
         * Allows browsers to request a preset by name; {@link #build} then requires allowed sources.
         *
         * @param name a preset
         * @param offer the candidates of the {@code srcset}: densities, {@code 1x 2x}, or widths, {@code 640w 1280w};
         *     and optionally a format, {@code webp}; without it imgproxy decides
         */
        public Builder publicPreset(String name, String offer) {
            publicPresets.put(name, PublicPresets.offer(name, offer));
            return this;
        }

        /**
         * Writes sources in plain form; {@link #throughContainer} restricts which are accepted. Base64 is the default.
         */
        public Builder plainSources() {
            sourceEncoding = SourceEncoding.PLAIN;
            return this;
        }

        /**
         * Begins the encryption of sources (imgproxy Pro); {@link Encryption#vectorKey} enables it.
         *
         * @param hex imgproxy's {@code IMGPROXY_SOURCE_URL_ENCRYPTION_KEY}: 16, 24 or 32 bytes in hexadecimal
         */
        public Encryption encryptSources(String hex) {
            return new Encryption(this, hex);
        }

        /**
         * Whether proxy URLs pass a servlet container, as they do with the filter; true by default. In this case, a
         * plain source that Tomcat, Jetty or Spring's firewall would reject is refused with a clear message.
         */
        public Builder throughContainer(boolean through) {
            throughContainer = through;
            return this;
        }

        /** Whether paths contain long option names, {@code resize} instead of {@code rs}; false by default. */
        public Builder longOptionNames(boolean longNames) {
            notation = longNames ? notation.withLongNames() : notation.withShortNames();
            return this;
        }

        /**
         * The separator between the name and the arguments of an option, as in {@code IMGPROXY_ARGUMENTS_SEPARATOR}.
         */
        public Builder argumentsSeparator(String separator) {
            notation = notation.withSeparator(separator);
            return this;
        }

        /**
         * Whether paths contain only names of server presets and no options, as with {@code IMGPROXY_ONLY_PRESETS};
         * false by default. Every image then needs {@link ImageBuilder#serverPreset} and must not use other options.
         */
        public Builder onlyPresets(boolean only) {
            onlyPresets = only;
            return this;
        }

        /** The layout of cache keys; {@link KeyLayout#SIGNED_PATH} by default. */
        public Builder keyLayout(KeyLayout layout) {
            keyLayout = layout;
            return this;
        }

        /**
         * Whether URLs may end with a file name, see {@link ImageBuilder#urlFileName}; false by default. Must equal
         * {@code IMGPROXY_BASE64_URL_INCLUDES_FILENAME} of the server.
         */
        public Builder urlFileNames(boolean allowed) {
            urlFileNames = allowed;
            return this;
        }

        /** The base of sources without scheme, {@code https://example.com/photos/}. */
        public Builder sourceBase(String url) {
            sourceBase = SourceRules.checkedBase(url);
            return this;
        }

        /**
         * Allows sources with this prefix; all sources without an allowed prefix are refused, and so are sources with
         * dot segments.
         *
         * @param prefix {@code https://*.example.com/}, {@code local:///}, {@code s3://bucket/}; a host at its end must
         *     match completely, with or without a slash. {@code *} matches any part of a host (letters, digits and
         *     {@code - . _}) or any part of one path segment
         */
        public Builder allowSource(String prefix) {
            allowedSources.add(SourcePrefix.of(prefix));
            return this;
        }

        /**
         * What reacts if a cached image is missing; {@link FallbackMode#INLINE} by default. For an imgproxy without a
         * cache, {@link FallbackMode#DIRECT} with its URL as the {@link #proxyUrl}.
         */
        public Builder fallback(FallbackMode mode) {
            fallbackMode = mode;
            return this;
        }

        /** What is shown if the proxy fails as well; {@link FinalFallback#NONE} by default. */
        public Builder lastResort(FinalFallback last) {
            lastResort = last;
            return this;
        }

        /**
         * The formats that the server supports; not known by default, so that any format may be used.
         *
         * <p>A {@code <source>} in another format is omitted. If another format was requested for the image itself, in
         * whatever way, it is omitted, too, and imgproxy decides.
         *
         * @param names as paths spell them, {@code "jpg", "png", "webp"}
         * @throws ImgproxyException listing each name that is not a format
         */
        public Builder formats(Collection<String> names) {
            supportedFormats = SupportedFormats.of(names);
            return this;
        }

        private boolean hidesSources() {
            return sourceEncoding == SourceEncoding.ENCRYPTED;
        }

        /** An encrypted source must not be readable in the page either. */
        private TemplateErrorMode onErrorThatHidesSources() {
            return hidesSources() && onError == TemplateErrorMode.ORIGINAL ? TemplateErrorMode.OMIT : onError;
        }

        /** The URL of {@code auto.js} of the JavaScript module: a path or an http(s) URL. */
        public Builder scriptUrl(String url) {
            scriptUrl = UrlBase.of("script URL", url).toString();
            return this;
        }

        /** What templates show instead of an image with invalid input; {@link TemplateErrorMode#FAIL} by default. */
        public Builder onError(TemplateErrorMode mode) {
            onError = mode;
            return this;
        }

        /**
         * The finished instance.
         *
         * @throws ImgproxyException listing everything that is wrong: there is no key and unsigned use is not allowed,
         *     keys and salts are not hexadecimal, or a preset cannot be written with the separator
         */
        public Imgproxy build() {
            Problems refusals = new Problems();
            if (keyPairs.isEmpty() && !unsignedAllowed) {
                refusals.add("key and salt [not set] must be set; or allow unsigned use explicitly");
            }
            List<SigningKey> keys = new ArrayList<>();
            for (String[] pair : keyPairs) {
                refusals.attempt(() -> keys.add(SigningKey.ofHex(pair[0], pair[1], signatureBytes)));
            }
            refusals.enforce();
            return new Imgproxy(this, new Signer(keys, trustedSignatures));
        }

        /** A key without its salt yet. Two separate methods prevent mixing up key and salt. */
        public static final class Pair {
            private final Builder builder;
            private final String key;

            private Pair(Builder builder, String key) {
                this.builder = builder;
                this.key = Objects.requireNonNull(key, "key");
            }

            /**
             * Adds the pair.
             *
             * @param hex the salt in hexadecimal, {@code IMGPROXY_SALT} of the server
             */
            public Builder salt(String hex) {
                builder.keyPairs.add(new String[] {key, Objects.requireNonNull(hex, "salt")});
                return builder;
            }
        }

        /** The first key for encrypted sources, without the second one yet. */
        public static final class Encryption {
            private final Builder builder;
            private final String key;

            private Encryption(Builder builder, String key) {
                this.builder = builder;
                this.key = Objects.requireNonNull(key, "source encryption key");
            }

            /**
             * Enables the encryption of sources.
             *
             * @param hex a second secret in hexadecimal, which imgproxy does not need
             * @throws ImgproxyException if one of the keys is not hexadecimal or has a wrong length
             */
            public Builder vectorKey(String hex) {
                builder.cipher = SourceCipher.ofHex(key, Objects.requireNonNull(hex, "source encryption vector key"));
                builder.sourceEncoding = SourceEncoding.ENCRYPTED;
                return builder;
            }
        }
    }
}
