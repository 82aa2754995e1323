package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the options of one path, left to right; later ones win. For one path and one thread. */
public final class OptionReader {
    private static final Map<String, Rule> RULES = new HashMap<>();

    static {
        option(GeometryOptions::resize, "resize", "rs");
        option(GeometryOptions::size, "size", "s");
        option(GeometryOptions::resizingType, "resizing_type", "rt");
        option(GeometryOptions::width, "width", "w");
        option(GeometryOptions::height, "height", "h");
        option(GeometryOptions::minWidth, "min-width", "mw");
        option(GeometryOptions::minHeight, "min-height", "mh");
        option(GeometryOptions::zoom, "zoom", "z");
        option(GeometryOptions::dpr, "dpr");
        option(GeometryOptions::enlarge, "enlarge", "el");
        option(GeometryOptions::extend, "extend", "ex");
        option(GeometryOptions::extendAspectRatio, "extend_aspect_ratio", "extend_ar", "exar");
        option(GeometryOptions::gravity, "gravity", "g");
        option(GeometryOptions::crop, "crop", "c");
        option(GeometryOptions::trim, "trim", "t");
        option(GeometryOptions::padding, "padding", "pd");
        option(GeometryOptions::autoRotate, "auto_rotate", "ar");
        option(GeometryOptions::rotate, "rotate", "rot");
        option(GeometryOptions::flip, "flip", "fl");
        option(PixelOptions::background, "background", "bg");
        option(PixelOptions::blur, "blur", "bl");
        option(PixelOptions::sharpen, "sharpen", "sh");
        option(PixelOptions::pixelate, "pixelate", "pix");
        option(PixelOptions::watermark, "watermark", "wm");
        option(OutputOptions::quality, "quality", "q");
        option(OutputOptions::formatQuality, "format_quality", "fq");
        option(OutputOptions::maxBytes, "max_bytes", "mb");
        option(OutputOptions::autoQuality, "autoquality", "aq");
        option(OutputOptions::pngOptions, "png_options", "pngo");
        option(OutputOptions::format, "format", "f", "ext");
        option(PixelOptions::stripMetadata, "strip_metadata", "sm");
        option(PixelOptions::keepCopyright, "keep_copyright", "kcr");
        option(PixelOptions::stripColourProfile, "strip_color_profile", "scp");
        option(PixelOptions::enforceThumbnail, "enforce_thumbnail", "eth");
        option(OutputOptions::skipProcessing, "skip_processing", "skp");
        rule(OptionReader::raw, "raw");
        limit(LimitOptions::maxSourceResolution, "max_src_resolution", "msr");
        limit(LimitOptions::maxSourceFileSize, "max_src_file_size", "msfs");
        limit(LimitOptions::maxAnimationFrames, "max_animation_frames", "maf");
        limit(LimitOptions::maxAnimationFrameResolution, "max_animation_frame_resolution", "mafr");
        limit(LimitOptions::maxResultDimension, "max_result_dimension", "mrd");
        rule(OptionReader::preset, "preset", "pr");
        option(OutputOptions::bypassCache, "bypass_cache", "bc");
        option(OutputOptions::cacheTags, "cache_tags", "ct");
        option(OutputOptions::cacheBuster, "cachebuster", "cb");
        rule(OptionReader::expires, "expires", "exp");
        option(OutputOptions::fileName, "filename", "fn");
        option(OutputOptions::attachment, "return_attachment", "att");
    }

    private final ProcessingOptions options = new ProcessingOptions();
    private final PathRules rules;
    private final Set<String> presetsInUse = new HashSet<>();

    OptionReader(PathRules rules) {
        this.rules = rules;
    }

    /** Every name that is understood, long and short. */
    public static List<String> names() {
        return RULES.keySet().stream().sorted().toList();
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
        List<String> parts = Arrays.asList(segment.split(":", -1));
        String name = parts.get(0);
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw ProcessingException.invalidUrl(
                    RefusedOptions.contains(name)
                            ? "option " + name + " cannot be done by the embedded processor; imgproxy can"
                            : "option " + name + " is unknown");
        }
        rule.apply(this, new Arguments(name, parts.subList(1, parts.size())));
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

    private static void rule(Rule rule, String... names) {
        for (String name : names) {
            RULES.put(name, rule);
        }
    }

    private static void option(OptionRule rule, String... names) {
        rule((reader, arguments) -> rule.apply(reader.options, arguments), names);
    }

    /** Whether it may be used comes before whether it is used well, as in imgproxy. */
    private static void limit(OptionRule rule, String... names) {
        rule(
                (reader, arguments) -> {
                    if (!reader.rules.securityOptionsAllowed()) {
                        throw ProcessingException.securityOption("option " + arguments.option() + " needs "
                                + UpstreamSettings.ALLOW_SECURITY_OPTIONS.key());
                    }
                    rule.apply(reader.options, arguments);
                },
                names);
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
