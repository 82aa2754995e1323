package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.internal.html.MadeFormats;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes signed URLs and markup for one imgproxy set-up, and verifies the paths that come back.
 *
 * <p>Immutable and thread-safe: make one and share it. Null arguments are refused with a {@link NullPointerException}.
 *
 * <pre>{@code
 * ImageUrls urls = imgproxy.image("https://example.com/cat.jpg").preset("card").format("webp").urls();
 * }</pre>
 */
public final class Imgproxy {
    private final Signer signer;
    private final UrlBase proxyUrl;
    private final UrlBase cacheUrl;
    private final Map<String, List<ProcessingOption>> presets;

    /** The options of each preset as paths have them. */
    private final Map<String, String> presetSegments;

    private final FallbackMode fallbackMode;
    private final FinalFallback lastResort;
    private final TemplateErrors templateErrors;
    private final MadeFormats madeFormats;
    private final @Nullable String scriptUrl;
    private final SourceRules sourceRules;
    private final SourceWriter sourceWriter;
    private final KeyLayout keyLayout;
    private final SourceText sourceText;
    private final OptionSyntax notation;
    private final OptionWriter optionWriter;
    private final PublicPresets publicPresets;
    private final MarkupCache memo = new MarkupCache();

    private Imgproxy(Builder builder, Signer signer) {
        this.signer = signer;
        this.proxyUrl = builder.proxyUrl;
        this.cacheUrl = builder.cacheUrl == null ? builder.proxyUrl.child("cache") : builder.cacheUrl;
        this.madeFormats = builder.madeFormats;
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
            made.put(preset.getKey(), madeFormats.withoutOthers(preset.getValue()));
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
     * An instance from settings read through any door.
     *
     * @param settings resolved settings
     * @param defaultProxyUrl the proxy URL where none is set, such as {@code /shop/img}
     * @throws io.github.imgproxy4j.settings.SettingsException naming everything that is missing or wrong
     */
    public static Imgproxy of(Settings settings, String defaultProxyUrl) {
        return CoreSettings.imgproxy(settings, defaultProxyUrl);
    }

    /**
     * Begins a variant of a source.
     *
     * @param source the original image: {@code https://…}, {@code local:///…}, {@code s3://bucket/key}, or relative to
     *     the source base; or {@code data:image/…}, which is the image itself and is printed as it is
     * @throws ImgproxyException if it is empty, not allowed, or nothing that a server could fetch
     */
    public ImageBuilder image(String source) {
        return new ImageBuilder(this, Scheme.isPicture(source) ? SourceRules.requireText(source) : resolved(source));
    }

    /**
     * Asks what imgproxy knows about a source. Needs imgproxy Pro.
     *
     * @param source as for {@link #image}, but for {@code data:image/…}
     * @throws ImgproxyException if it is empty, not allowed, or nothing that a server could fetch
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
     * Verifies the raw path that a client sent and brings it into canonical form.
     *
     * <p>Many spellings lead to one image: a query, {@code %3A} for a colon, merged slashes, unused bits of the
     * signature. The result is the same for all of them.
     *
     * @param rawPath {@code /SIGNATURE/OPTIONS/SOURCE} exactly as received, not decoded; a query is ignored. With
     *     {@code /info} in front it is a path of {@link #info}, which {@link SignedPath#isInfo} tells
     */
    public Verification verify(String rawPath) {
        String path = withoutQuery(rawPath);
        int info = InfoBuilder.ENDPOINT.length();
        return path.startsWith(InfoBuilder.ENDPOINT + "/")
                ? verifySigned(path.substring(info)).at(InfoBuilder.ENDPOINT)
                : verifySigned(path);
    }

    /**
     * Signs a path that was written elsewhere; the counterpart of {@link #verify}, which accepts the text of the result.
     *
     * @param path {@code /OPTIONS/SOURCE} as {@link ImageUrls#path} has it: canonical, percent-encoded, without signature
     *     and query. With {@code /info} in front it becomes a path of {@link #info}
     * @return the path with the signature of the first key; where nothing is signed, {@code unsafe} stands for it
     * @throws ImgproxyException if it is empty, does not begin with a slash, holds a query, a fragment or a character that
     *     URLs do not have, or is no canonical spelling: {@link #verify} would find another path then
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
                        () -> "the path has several merged double slashes; imgproxy would restore another"
                                + " one each time it reads it");
    }

    private Verification verified(String signature, String path) {
        String accepted = signer.verify(signature, path);
        return accepted == null
                ? Verification.forbidden(() -> signer.refusal(signature, path))
                : Verification.verified(new SignedPath(accepted, path));
    }

    /**
     * The cache key of a signed path, as the layout makes it.
     *
     * <p>Where nothing is signed every client could invent signatures, so all of them count as one, except those that are
     * trusted by name.
     */
    public String key(SignedPath signedPath) {
        return key(signedPath, keyLayout);
    }

    /** The same in another layout, for whoever moves from one to the other. */
    public String key(SignedPath signedPath, KeyLayout layout) {
        SignedPath keyed =
                signer.isInvented(signedPath.signature()) ? signedPath.withSignature(Signer.UNSIGNED) : signedPath;
        return layout.keyOf(keyed, sourceText);
    }

    /** Whether a text has the shape of a cache key of the layout. */
    public boolean isKey(String text) {
        return keyLayout.fits(text);
    }

    /**
     * What the cache keys of all variants of a source begin with, {@code 0c4f…/}, so that they can be purged together.
     *
     * @param source as it is given to {@link #image}; it need not be allowed any more
     * @return null if the layout of the keys does not group them by source
     * @throws ImgproxyException if it is relative and there is no base that could complete it
     */
    public @Nullable String keyPrefixOf(String source) {
        return keyLayout.groupPrefixOf(sourceRules.absolute(source));
    }

    /** The source that a canonical path names, for people and statistics. */
    public String sourceOf(SignedPath signedPath) {
        return sourceText.of(signedPath.path());
    }

    /** Whether paths carry no signature and every path is accepted. */
    public boolean isUnsigned() {
        return signer.isUnsigned();
    }

    /** The names of the presets. */
    public Set<String> presetNames() {
        return presets.keySet();
    }

    /** The names of the presets that browsers may ask for. */
    public Set<String> publicPresetNames() {
        return publicPresets.names();
    }

    /**
     * The formats, of those that browsers show, that URLs and markup leave out because the server does not make them, in
     * alphabetical order.
     *
     * @see Builder#formats
     */
    public Set<String> formatsLeftOut() {
        return madeFormats.missing();
    }

    /** Whether the formats that the server makes are known. */
    public boolean knowsFormats() {
        return madeFormats.names() != null;
    }

    /**
     * Begins a variant for somebody who is not trusted: with a public preset, in the candidates that it has.
     *
     * @param preset the name of a public preset
     * @param source as for {@link #image}, and in a form that the allow-list cannot misread: a URL without user, fragment
     *     and dot segments
     * @throws ImgproxyException if the preset is not public, or the source is not allowed
     */
    public ImageBuilder publicImage(String preset, String source) {
        return publicPresets.apply(
                image(Scheme.isPicture(source) ? source : PublicPresets.checkedSource(source)), preset);
    }

    ImageUrls urls(String path) {
        SignedPath signedPath = signed(path);
        String key = key(signedPath);
        return new ImageUrls(signedPath, key, cacheUrl.with("/" + key), proxyUrl(signedPath));
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

    /** What stands between the name and the arguments of an option; a colon unless the server was told otherwise. */
    public String argumentsSeparator() {
        return notation.separator();
    }

    OptionSyntax notation() {
        return notation;
    }

    MadeFormats madeFormats() {
        return madeFormats;
    }

    MarkupCache memo() {
        return memo;
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

    FallbackMode fallbackMode() {
        return fallbackMode;
    }

    FinalFallback lastResort() {
        return lastResort;
    }

    @Nullable
    public String scriptUrl() {
        return scriptUrl;
    }

    /** What templates do about bad input, as {@link Builder#onError} says. */
    public TemplateErrors templateErrors() {
        return templateErrors;
    }

    private static String withoutQuery(String rawPath) {
        int query = rawPath.indexOf('?');
        return query < 0 ? rawPath : rawPath.substring(0, query);
    }

    /** imgproxy takes one slash away with its prefix and forgives one more. */
    private static int leadingSlashes(String path) {
        if (path.startsWith("//")) {
            return 2;
        }
        return path.startsWith("/") ? 1 : 0;
    }

    /** Where browsers find the caching proxy: a path or URL without a slash at its end. */
    public String proxyUrl() {
        return proxyUrl.toString();
    }

    /** The URLs and presets; never a key. */
    @Override
    public String toString() {
        return "Imgproxy[proxyUrl=" + proxyUrl + ", cacheUrl=" + cacheUrl + ", presets=" + presets.keySet()
                + ", signed=" + !signer.isUnsigned() + "]";
    }

    /** Collects what an {@link Imgproxy} needs. For one thread. */
    public static final class Builder {
        /** HMAC-SHA256 makes this many bytes. */
        static final int WHOLE_SIGNATURE_BYTES = 32;

        private final List<String[]> keyPairs = new ArrayList<>();
        private final Set<String> trustedSignatures = new LinkedHashSet<>();
        private final Map<String, List<ProcessingOption>> presets = new LinkedHashMap<>();
        private int signatureBytes = WHOLE_SIGNATURE_BYTES;
        private boolean unsignedAllowed;
        private UrlBase proxyUrl = UrlBase.of("proxy URL", "/img");
        private @Nullable UrlBase cacheUrl;
        private FallbackMode fallbackMode = FallbackMode.INLINE;
        private FinalFallback lastResort = FinalFallback.NONE;
        private TemplateErrorMode onError = TemplateErrorMode.FAIL;
        private MadeFormats madeFormats = MadeFormats.UNKNOWN;
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
         * Begins a pair of key and salt; {@link Pair#salt} adds it. The first added signs, all verify.
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

        /** Accepts exactly this text in place of a signature. */
        public Builder trustedSignature(String signature) {
            trustedSignatures.add(Objects.requireNonNull(signature, "signature"));
            return this;
        }

        /** Lets {@link #build} pass without a key: paths then carry {@code unsafe} for a signature. */
        public Builder allowUnsigned(boolean allowed) {
            unsignedAllowed = allowed;
            return this;
        }

        /** Where the caching proxy or imgproxy itself is: a path such as {@code /img}, or an http(s) URL. */
        public Builder proxyUrl(String url) {
            proxyUrl = UrlBase.of("proxy URL", url);
            return this;
        }

        /** Where finished images are: a path or an http(s) URL; the proxy's own cache route by default. */
        public Builder cacheUrl(String url) {
            cacheUrl = UrlBase.of("cache URL", url);
            return this;
        }

        /**
         * Names a list of options.
         *
         * @param name letters, digits, hyphens, underscores
         * @param options as in a path, {@code rs:fill:300:200/q:80}
         * @throws ImgproxyException naming everything that is wrong in both
         */
        public Builder preset(String name, String options) {
            Problems refusals = new Problems();
            if (!isPresetName(name)) {
                refusals.add("preset name [" + name + "] may hold only letters, digits, - and _");
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
         * Lets browsers ask for a preset by name; {@link #build} then wants allowed sources.
         *
         * @param name a preset
         * @param offer what {@code srcset} has, densities, {@code 1x 2x}, or widths, {@code 640w 1280w}; and a format,
         *     {@code webp}, unless imgproxy shall decide
         */
        public Builder publicPreset(String name, String offer) {
            publicPresets.put(name, PublicPresets.offer(name, offer));
            return this;
        }

        /** Writes sources in plain form; {@link #throughContainer} limits which. Base64 is the default. */
        public Builder plainSources() {
            sourceEncoding = SourceEncoding.PLAIN;
            return this;
        }

        /**
         * Begins the encryption of sources (imgproxy Pro); {@link Encryption#vectorKey} switches it on.
         *
         * @param hex imgproxy's {@code IMGPROXY_SOURCE_URL_ENCRYPTION_KEY}: 16, 24 or 32 bytes in hexadecimal
         */
        public Encryption encryptSources(String hex) {
            return new Encryption(this, hex);
        }

        /**
         * Whether proxy URLs pass a servlet container, as they do with the filter; true by default. If so, a plain
         * source that Tomcat, Jetty or Spring's firewall would refuse is refused here, with a clear message.
         */
        public Builder throughContainer(boolean through) {
            throughContainer = through;
            return this;
        }

        /** Whether paths hold {@code resize} instead of {@code rs}; false by default. */
        public Builder longOptionNames(boolean longNames) {
            notation = longNames ? notation.withLongNames() : notation.withShortNames();
            return this;
        }

        /** What stands between the name and the arguments of an option, as {@code IMGPROXY_ARGUMENTS_SEPARATOR} says. */
        public Builder argumentsSeparator(String separator) {
            notation = notation.withSeparator(separator);
            return this;
        }

        /**
         * Whether paths hold the names of server presets and no options, as {@code IMGPROXY_ONLY_PRESETS} says; false by
         * default. Every image then needs {@link ImageBuilder#serverPreset}, and nothing that needs another option.
         */
        public Builder onlyPresets(boolean only) {
            onlyPresets = only;
            return this;
        }

        /** How cache keys are made; {@link KeyLayout#SIGNED_PATH} by default. */
        public Builder keyLayout(KeyLayout layout) {
            keyLayout = layout;
            return this;
        }

        /**
         * Whether URLs may end with a file name, as {@link ImageBuilder#urlFileName} writes it; false by default. Set it
         * as {@code IMGPROXY_BASE64_URL_INCLUDES_FILENAME} of the server.
         */
        public Builder urlFileNames(boolean allowed) {
            urlFileNames = allowed;
            return this;
        }

        /** What a source without scheme is relative to, {@code https://example.com/photos/}. */
        public Builder sourceBase(String url) {
            sourceBase = SourceRules.checkedBase(url);
            return this;
        }

        /**
         * Allows sources with this prefix, and none but the allowed ones. Sources with dot segments are refused then.
         *
         * @param prefix {@code https://*.example.com/}, {@code local:///}, {@code s3://bucket/}; a host that ends it is
         *     whole, with or without the slash. {@code *} stands for any part of a host, of letters, digits and
         *     {@code - . _}, or for any part of one path segment
         */
        public Builder allowSource(String prefix) {
            allowedSources.add(SourcePrefix.of(prefix));
            return this;
        }

        /** Who reacts when a cached image is missing; {@link FallbackMode#INLINE} by default. */
        public Builder fallback(FallbackMode mode) {
            fallbackMode = mode;
            return this;
        }

        /** What is shown when the proxy fails as well; {@link FinalFallback#NONE} by default. */
        public Builder lastResort(FinalFallback last) {
            lastResort = last;
            return this;
        }

        /**
         * What formats the server makes; by default that is not known, and any may be asked for.
         *
         * <p>A {@code <source>} in another format is left out, and so is a format of the image itself, in whatever way it
         * was asked for: imgproxy decides then.
         *
         * @param names as paths spell them, {@code "jpg", "png", "webp"}
         * @throws ImgproxyException naming each that is none
         */
        public Builder formats(Collection<String> names) {
            madeFormats = MadeFormats.of(names);
            return this;
        }

        private boolean hidesSources() {
            return sourceEncoding == SourceEncoding.ENCRYPTED;
        }

        /** An encrypted source must not be read in the page either. */
        private TemplateErrorMode onErrorThatHidesSources() {
            return hidesSources() && onError == TemplateErrorMode.ORIGINAL ? TemplateErrorMode.OMIT : onError;
        }

        /** Where browsers find {@code auto.js} of the JavaScript module: a path or an http(s) URL. */
        public Builder scriptUrl(String url) {
            scriptUrl = UrlBase.of("script URL", url).toString();
            return this;
        }

        /** What templates show in place of an image with bad input; {@link TemplateErrorMode#FAIL} by default. */
        public Builder onError(TemplateErrorMode mode) {
            onError = mode;
            return this;
        }

        /**
         * The finished instance.
         *
         * @throws ImgproxyException naming everything that is wrong: there is no key and unsigned use is not allowed, or
         *     keys and salts are not hexadecimal; or a preset cannot be written with the separator
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

        /** A key that waits for its salt: two texts of one kind are not told apart by their places. */
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

        /** A key for sources that waits for the other one. */
        public static final class Encryption {
            private final Builder builder;
            private final String key;

            private Encryption(Builder builder, String key) {
                this.builder = builder;
                this.key = Objects.requireNonNull(key, "source encryption key");
            }

            /**
             * Encrypts sources.
             *
             * @param hex another secret in hexadecimal, which imgproxy need not know
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
