package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import io.github.imgproxy4j.internal.option.OptionSegment;
import io.github.imgproxy4j.option.OptionName;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the options of one path, left to right; later ones win. For one path and one thread. */
public final class OptionReader {
    static final String SEPARATOR = ":";

    private static final Map<OptionName, Rule> RULES = new EnumMap<>(OptionName.class);

    static {
        option(OptionName.RESIZE, GeometryOptions::resize);
        option(OptionName.SIZE, GeometryOptions::size);
        option(OptionName.RESIZING_TYPE, GeometryOptions::resizingType);
        option(OptionName.WIDTH, GeometryOptions::width);
        option(OptionName.HEIGHT, GeometryOptions::height);
        option(OptionName.MIN_WIDTH, GeometryOptions::minWidth);
        option(OptionName.MIN_HEIGHT, GeometryOptions::minHeight);
        option(OptionName.ZOOM, GeometryOptions::zoom);
        option(OptionName.DPR, GeometryOptions::dpr);
        option(OptionName.ENLARGE, GeometryOptions::enlarge);
        option(OptionName.EXTEND, GeometryOptions::extend);
        option(OptionName.EXTEND_ASPECT_RATIO, GeometryOptions::extendAspectRatio);
        option(OptionName.GRAVITY, GeometryOptions::gravity);
        option(OptionName.CROP, GeometryOptions::crop);
        option(OptionName.TRIM, GeometryOptions::trim);
        option(OptionName.PADDING, GeometryOptions::padding);
        option(OptionName.AUTO_ROTATE, GeometryOptions::autoRotate);
        option(OptionName.ROTATE, GeometryOptions::rotate);
        option(OptionName.FLIP, GeometryOptions::flip);
        option(OptionName.BACKGROUND, PixelOptions::background);
        option(OptionName.BLUR, PixelOptions::blur);
        option(OptionName.SHARPEN, PixelOptions::sharpen);
        option(OptionName.PIXELATE, PixelOptions::pixelate);
        option(OptionName.WATERMARK, PixelOptions::watermark);
        option(OptionName.QUALITY, OutputOptions::quality);
        option(OptionName.FORMAT_QUALITY, OutputOptions::formatQuality);
        option(OptionName.MAX_BYTES, OutputOptions::maxBytes);
        option(OptionName.AUTOQUALITY, OutputOptions::autoQuality);
        option(OptionName.PNG_OPTIONS, OutputOptions::pngOptions);
        option(OptionName.FORMAT, OutputOptions::format);
        option(OptionName.STRIP_METADATA, PixelOptions::stripMetadata);
        option(OptionName.KEEP_COPYRIGHT, PixelOptions::keepCopyright);
        option(OptionName.STRIP_COLOR_PROFILE, PixelOptions::stripColourProfile);
        option(OptionName.ENFORCE_THUMBNAIL, PixelOptions::enforceThumbnail);
        option(OptionName.SKIP_PROCESSING, OutputOptions::skipProcessing);
        rule(OptionName.RAW, OptionReader::raw);
        option(OptionName.MAX_SRC_RESOLUTION, LimitOptions::maxSourceResolution);
        option(OptionName.MAX_SRC_FILE_SIZE, LimitOptions::maxSourceFileSize);
        option(OptionName.MAX_ANIMATION_FRAMES, LimitOptions::maxAnimationFrames);
        option(OptionName.MAX_ANIMATION_FRAME_RESOLUTION, LimitOptions::maxAnimationFrameResolution);
        option(OptionName.MAX_RESULT_DIMENSION, LimitOptions::maxResultDimension);
        rule(OptionName.PRESET, OptionReader::preset);
        option(OptionName.BYPASS_CACHE, OutputOptions::bypassCache);
        option(OptionName.CACHE_TAGS, OutputOptions::cacheTags);
        option(OptionName.CACHEBUSTER, OutputOptions::cacheBuster);
        rule(OptionName.EXPIRES, OptionReader::expires);
        option(OptionName.FILENAME, OutputOptions::fileName);
        option(OptionName.RETURN_ATTACHMENT, OutputOptions::attachment);
    }

    private final ProcessingOptions options = new ProcessingOptions();
    private final PathRules rules;
    private final Set<String> presetsInUse = new HashSet<>();

    OptionReader(PathRules rules) {
        this.rules = rules;
    }

    /** Every name that is understood, long and short. */
    public static List<String> names() {
        return namesOf(RULES.keySet().stream());
    }

    /** Every name that imgproxy or imgproxy Pro understands, and this processor refuses. */
    public static List<String> refusedNames() {
        Stream<OptionName> refused = Arrays.stream(OptionName.values()).filter(option -> !RULES.containsKey(option));
        return Stream.concat(namesOf(refused).stream(), Stream.of(OptionName.AMBIGUOUS))
                .sorted()
                .toList();
    }

    private static List<String> namesOf(Stream<OptionName> options) {
        return options.flatMap(option -> option.names().stream()).sorted().toList();
    }

    /** Whether imgproxy knows the option, so that its name is no mistake, and this processor does not. */
    static boolean refuses(String name) {
        OptionName option = OptionName.of(name);
        return option == null ? name.equals(OptionName.AMBIGUOUS) : !RULES.containsKey(option);
    }

    ProcessingOptions options() {
        return options;
    }

    /**
     * Reads one segment, {@code rs:fill:300:200}.
     *
     * @throws ProcessingException if the option is unknown or an argument breaks its rule
     */
    void read(String segment) throws ProcessingException {
        if (segment.equals(OptionSegment.NEXT_PIPELINE)) {
            throw ProcessingException.invalidUrl(
                    "a second pipeline (-) cannot be done by the embedded processor; imgproxy Pro can");
        }
        OptionSegment parts = OptionSegment.of(segment, SEPARATOR);
        if (parts == null) {
            throw ProcessingException.invalidUrl("option " + segment + " has no " + SEPARATOR + " and no arguments");
        }
        OptionName option = OptionName.of(parts.name());
        Rule rule = option == null ? null : RULES.get(option);
        if (option == null || rule == null) {
            throw ProcessingException.invalidUrl(
                    refuses(parts.name())
                            ? "option " + parts.name() + " is not supported by the embedded processor, only by imgproxy"
                            : "option " + parts.name() + " is unknown");
        }
        // Whether it may be used comes before whether it is used well, as in imgproxy.
        if (option.isSecurity() && !rules.securityOptionsAllowed()) {
            throw ProcessingException.securityOption(
                    "option " + parts.name() + " needs " + UpstreamSettings.ALLOW_SECURITY_OPTIONS.key());
        }
        rule.apply(this, new Arguments(parts.name(), parts.arguments()));
    }

    /** Sets the format that the path's extension names. */
    void readExtension(String extension) throws ProcessingException {
        OutputOptions.format(options, new Arguments("extension", List.of(extension)));
    }

    /** Reads the names of presets, {@code card:small}. */
    void readPresets(String names) throws ProcessingException {
        preset(new Arguments("preset", Arrays.asList(names.split(":", -1))));
    }

    /** Reads what counts for every path. */
    void readDefaults() throws ProcessingException {
        options.maxResultSide = rules.maxResultSide();
        if (rules.presets().names().contains(Presets.DEFAULT)) {
            preset(new Arguments("preset", List.of(Presets.DEFAULT)));
        }
    }

    private static void rule(OptionName option, Rule rule) {
        RULES.put(option, rule);
    }

    private static void option(OptionName option, OptionRule rule) {
        rule(option, (reader, arguments) -> rule.apply(reader.options, arguments));
    }

    private void raw(Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        boolean wanted = arguments.flag(0);
        if (wanted && !rules.rawAllowed()) {
            throw arguments.wrong("needs " + UpstreamSettings.ALLOW_RAW.key());
        }
        options.raw = wanted;
    }

    /** A preset that leads to itself is left out the second time, as in imgproxy. */
    private void preset(Arguments arguments) throws ProcessingException {
        for (String name : arguments.values()) {
            List<String> segments = rules.presets().find(name).orElseThrow(() -> arguments.wrong("must name a preset"));
            if (presetsInUse.add(name)) {
                for (String segment : segments) {
                    read(segment);
                }
                presetsInUse.remove(name);
            }
        }
    }

    private void expires(Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        long expires = arguments.wholeNumber(0);
        if (expires > 0 && expires < rules.clock().instant().getEpochSecond()) {
            throw arguments.wrong("lies in the past: the URL has expired");
        }
        options.expires = expires > 0 ? OptionalLong.of(expires) : OptionalLong.empty();
    }

    /** Puts the arguments of one option into the options. */
    @FunctionalInterface
    private interface Rule {
        void apply(OptionReader reader, Arguments arguments) throws ProcessingException;
    }

    /** Does the same without need of anything else. */
    @FunctionalInterface
    private interface OptionRule {
        void apply(ProcessingOptions options, Arguments arguments) throws ProcessingException;
    }
}
