package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.filter.FilterSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads the options of one path, left to right; later ones win. For one path and one thread. */
final class OptionReader {
    private static final int MAX_DIMENSION = Integer.MAX_VALUE;
    private static final Pattern HEX_COLOUR = Pattern.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}");
    private static final Map<String, Rule> RULES = new HashMap<>();

    static {
        rule(OptionReader::resize, "resize", "rs");
        rule(OptionReader::size, "size", "s");
        rule(OptionReader::resizingType, "resizing_type", "rt");
        rule(OptionReader::width, "width", "w");
        rule(OptionReader::height, "height", "h");
        rule(OptionReader::minWidth, "min-width", "mw");
        rule(OptionReader::minHeight, "min-height", "mh");
        rule(OptionReader::zoom, "zoom", "z");
        rule(OptionReader::dpr, "dpr");
        rule(OptionReader::enlarge, "enlarge", "el");
        rule(OptionReader::extend, "extend", "ex");
        rule(OptionReader::extendAspectRatio, "extend_aspect_ratio", "extend_ar", "exar");
        rule(OptionReader::gravity, "gravity", "g");
        rule(OptionReader::crop, "crop", "c");
        rule(OptionReader::trim, "trim", "t");
        rule(OptionReader::padding, "padding", "pd");
        rule(OptionReader::autoRotate, "auto_rotate", "ar");
        rule(OptionReader::rotate, "rotate", "rot");
        rule(OptionReader::flip, "flip", "fl");
        rule(OptionReader::background, "background", "bg");
        rule(OptionReader::blur, "blur", "bl");
        rule(OptionReader::sharpen, "sharpen", "sh");
        rule(OptionReader::pixelate, "pixelate", "pix");
        rule(OptionReader::watermark, "watermark", "wm");
        rule(OptionReader::quality, "quality", "q");
        rule(OptionReader::formatQuality, "format_quality", "fq");
        rule(OptionReader::maxBytes, "max_bytes", "mb");
        rule(OptionReader::autoQuality, "autoquality", "aq");
        rule(OptionReader::pngOptions, "png_options", "pngo");
        rule(OptionReader::format, "format", "f", "ext");
        rule(OptionReader::stripMetadata, "strip_metadata", "sm");
        rule(OptionReader::keepCopyright, "keep_copyright", "kcr");
        rule(OptionReader::stripColourProfile, "strip_color_profile", "scp");
        rule(OptionReader::enforceThumbnail, "enforce_thumbnail", "eth");
        rule(OptionReader::skipProcessing, "skip_processing", "skp");
        rule(OptionReader::raw, "raw");
        rule(OptionReader::maxSourceResolution, "max_src_resolution", "msr");
        rule(OptionReader::maxSourceFileSize, "max_src_file_size", "msfs");
        rule(OptionReader::maxAnimationFrames, "max_animation_frames", "maf");
        rule(OptionReader::maxAnimationFrameResolution, "max_animation_frame_resolution", "mafr");
        rule(OptionReader::maxResultDimension, "max_result_dimension", "mrd");
        rule(OptionReader::preset, "preset", "pr");
        rule(OptionReader::cacheBuster, "cachebuster", "cb");
        rule(OptionReader::expires, "expires", "exp");
        rule(OptionReader::fileName, "filename", "fn");
        rule(OptionReader::attachment, "return_attachment", "att");
    }

    private final ProcessingOptions options = new ProcessingOptions();
    private final PathRules rules;
    private final Set<String> presetsInUse = new HashSet<>();

    OptionReader(PathRules rules) {
        this.rules = rules;
    }

    /** Every name that is understood, long and short. */
    static List<String> names() {
        return RULES.keySet().stream().sorted().toList();
    }

    ProcessingOptions options() {
        return options;
    }

    /**
     * Reads one segment, {@code rs:fill:300:200}.
     *
     * @throws Refusal if the option is unknown or an argument breaks its rule
     */
    void read(String segment) throws Refusal {
        List<String> parts = Arrays.asList(segment.split(":", -1));
        String name = parts.get(0);
        Rule rule = RULES.get(name);
        if (rule == null) {
            throw Refusal.invalidUrl(
                    RefusedOptions.contains(name)
                            ? "option " + name + " cannot be done by the embedded processor; imgproxy can"
                            : "option " + name + " is unknown");
        }
        rule.apply(this, new Arguments(name, parts.subList(1, parts.size())));
    }

    /** Sets the format that the path's extension names. */
    void readExtension(String extension) throws Refusal {
        format(new Arguments("extension", List.of(extension)));
    }

    /** Reads what counts for every path. */
    void readDefaults() throws Refusal {
        if (rules.presets().names().contains(Presets.DEFAULT)) {
            preset(new Arguments("preset", List.of(Presets.DEFAULT)));
        }
    }

    private static void rule(Rule rule, String... names) {
        for (String name : names) {
            RULES.put(name, rule);
        }
    }

    private void resize(Arguments arguments) throws Refusal {
        arguments.atMost(8);
        if (arguments.has(0)) {
            resizingType(new Arguments(arguments.option(), List.of(arguments.text(0))));
        }
        if (arguments.size() > 1) {
            size(arguments.from(1));
        }
    }

    private void size(Arguments arguments) throws Refusal {
        arguments.atMost(7);
        if (arguments.has(0)) {
            options.width = arguments.wholeNumber(0, 0, MAX_DIMENSION);
        }
        if (arguments.has(1)) {
            options.height = arguments.wholeNumber(1, 0, MAX_DIMENSION);
        }
        if (arguments.has(2)) {
            options.enlarge = arguments.flag(2);
        }
        if (arguments.has(3)) {
            extend(arguments.from(3));
        }
    }

    private void resizingType(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.resizingType = ResizingType.named(arguments.text(0))
                .orElseThrow(() -> arguments.wrong("must be fit, fill, fill-down, force or auto"));
    }

    private void width(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.width = arguments.wholeNumber(0, 0, MAX_DIMENSION);
    }

    private void height(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.height = arguments.wholeNumber(0, 0, MAX_DIMENSION);
    }

    private void minWidth(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.minWidth = arguments.wholeNumber(0, 0, MAX_DIMENSION);
    }

    private void minHeight(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.minHeight = arguments.wholeNumber(0, 0, MAX_DIMENSION);
    }

    private void zoom(Arguments arguments) throws Refusal {
        arguments.atMost(2);
        options.zoomWidth = arguments.positiveDecimal(0);
        options.zoomHeight = arguments.size() > 1 ? arguments.positiveDecimal(1) : options.zoomWidth;
    }

    private void dpr(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.dpr = arguments.positiveDecimal(0);
    }

    private void enlarge(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.enlarge = arguments.flag(0);
    }

    private void extend(Arguments arguments) throws Refusal {
        options.extend = extensionAfter(options.extend, arguments);
    }

    private void extendAspectRatio(Arguments arguments) throws Refusal {
        options.extendAspectRatio = extensionAfter(options.extendAspectRatio, arguments);
    }

    private static Extension extensionAfter(Extension before, Arguments arguments) throws Refusal {
        arguments.atMost(4);
        Gravity gravity = arguments.size() > 1 ? gravityAfter(before.gravity(), arguments.from(1)) : before.gravity();
        if (gravity.isSmart()) {
            throw arguments.wrong("has no smart gravity");
        }
        return new Extension(arguments.flag(0), gravity);
    }

    private void crop(Arguments arguments) throws Refusal {
        arguments.atMost(5);
        Gravity before = options.crop.gravity();
        options.crop = new Crop(
                arguments.decimalFromZero(0),
                arguments.size() > 1 ? arguments.decimalFromZero(1) : options.crop.height(),
                arguments.size() > 2
                        ? gravityAfter(before == null ? Gravity.CENTER : before, arguments.from(2))
                        : before);
    }

    private void gravity(Arguments arguments) throws Refusal {
        options.gravity = gravityAfter(options.gravity, arguments);
    }

    /** Offsets that are not given keep what an earlier option has set, as in imgproxy. */
    private static Gravity gravityAfter(Gravity before, Arguments arguments) throws Refusal {
        arguments.atMost(3);
        Gravity.Anchor anchor = Arrays.stream(Gravity.Anchor.values())
                .filter(candidate -> candidate.code().equals(arguments.text(0)))
                .findFirst()
                .orElseThrow(() ->
                        arguments.wrong("must be a direction (no, so, ea, we, noea, nowe, soea, sowe, ce), fp or sm"));
        if (anchor == Gravity.Anchor.SMART) {
            arguments.atMost(1);
            return Gravity.SMART;
        }
        boolean focusPoint = anchor == Gravity.Anchor.FOCUS_POINT;
        if (focusPoint && arguments.size() != 3) {
            throw arguments.wrong("needs x and y from 0 to 1 for a focus point");
        }
        double x = arguments.has(1) ? gravityOffset(focusPoint, arguments, 1) : before.x();
        double y = arguments.has(2) ? gravityOffset(focusPoint, arguments, 2) : before.y();
        return new Gravity(anchor, x, y);
    }

    private static double gravityOffset(boolean focusPoint, Arguments arguments, int index) throws Refusal {
        double offset = arguments.decimal(index);
        if (focusPoint && (offset < 0 || offset > 1)) {
            throw arguments.wrong("needs x and y from 0 to 1 for a focus point");
        }
        return offset;
    }

    /** An empty threshold switches trimming off. */
    private void trim(Arguments arguments) throws Refusal {
        arguments.atMost(4);
        Trim before = options.trim;
        Rgb colour = arguments.has(1) ? hexColour(arguments, 1) : null;
        boolean equalAcross = arguments.has(2) ? arguments.flag(2) : before != null && before.equalAcross();
        boolean equalDown = arguments.has(3) ? arguments.flag(3) : before != null && before.equalDown();
        options.trim = arguments.has(0) ? new Trim(arguments.decimal(0), colour, equalAcross, equalDown) : null;
    }

    private void padding(Arguments arguments) throws Refusal {
        arguments.atMost(4);
        int top = arguments.has(0) ? arguments.wholeNumber(0, 0, MAX_DIMENSION) : options.padding.top();
        int right = arguments.has(1) ? arguments.wholeNumber(1, 0, MAX_DIMENSION) : top;
        int bottom = arguments.has(2) ? arguments.wholeNumber(2, 0, MAX_DIMENSION) : top;
        int left = arguments.has(3) ? arguments.wholeNumber(3, 0, MAX_DIMENSION) : right;
        options.padding = new Padding(top, right, bottom, left);
    }

    private void autoRotate(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.autoRotate = arguments.flag(0);
    }

    private void rotate(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        long angle = arguments.wholeNumber(0);
        if (angle % 90 != 0) {
            throw arguments.wrong("must be a multiple of 90");
        }
        options.rotate = (int) (angle % 360);
    }

    private void flip(Arguments arguments) throws Refusal {
        arguments.atMost(2);
        if (arguments.has(0)) {
            options.flipLeftRight = arguments.flag(0);
        }
        if (arguments.has(1)) {
            options.flipUpDown = arguments.flag(1);
        }
    }

    private void background(Arguments arguments) throws Refusal {
        if (arguments.size() == 3) {
            options.background = new Rgb(
                    arguments.wholeNumber(0, 0, 255),
                    arguments.wholeNumber(1, 0, 255),
                    arguments.wholeNumber(2, 0, 255));
        } else if (arguments.size() == 1) {
            options.background = arguments.has(0) ? hexColour(arguments, 0) : null;
        } else {
            throw arguments.wrong("takes a hex colour or red, green and blue");
        }
    }

    private static Rgb hexColour(Arguments arguments, int index) throws Refusal {
        String text = arguments.text(index);
        if (!HEX_COLOUR.matcher(text).matches()) {
            throw arguments.wrong("must have 3 or 6 hex digits");
        }
        String digits = text.length() == 6 ? text : text.replaceAll("(.)", "$1$1");
        return Rgb.of(Integer.parseInt(digits, 16));
    }

    private void blur(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(arguments.decimalFromZero(0), before.sharpen(), before.pixelate());
    }

    private void sharpen(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(before.blur(), arguments.decimalFromZero(0), before.pixelate());
    }

    private void pixelate(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(before.blur(), before.sharpen(), arguments.wholeNumber(0, 0, MAX_DIMENSION));
    }

    /** Two more arguments are allowed and mean nothing, as in imgproxy. */
    private void watermark(Arguments arguments) throws Refusal {
        arguments.atMost(7);
        WatermarkPlace before = options.watermark;
        double opacity = arguments.decimal(0);
        if (opacity < 0 || opacity > 1) {
            throw arguments.wrong("needs an opacity from 0 to 1");
        }
        boolean tiled = arguments.has(1) ? arguments.text(1).equals("re") : before.tiled();
        Gravity.Anchor position = arguments.has(1) && !tiled ? watermarkPosition(arguments) : before.position();
        options.watermark = new WatermarkPlace(
                opacity,
                position,
                tiled,
                arguments.has(2) ? arguments.decimal(2) : before.x(),
                arguments.has(3) ? arguments.decimal(3) : before.y(),
                arguments.has(4) ? arguments.positiveDecimal(4) : before.scale());
    }

    private static Gravity.Anchor watermarkPosition(Arguments arguments) throws Refusal {
        return Arrays.stream(Gravity.Anchor.values())
                .filter(candidate -> candidate != Gravity.Anchor.FOCUS_POINT && candidate != Gravity.Anchor.SMART)
                .filter(candidate -> candidate.code().equals(arguments.text(1)))
                .findFirst()
                .orElseThrow(() -> arguments.wrong("needs a direction or re as its position"));
    }

    private void quality(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.quality = arguments.wholeNumber(0, 0, 100);
    }

    private void formatQuality(Arguments arguments) throws Refusal {
        if (arguments.size() % 2 != 0) {
            throw arguments.wrong("takes pairs of format and quality");
        }
        for (int index = 0; index < arguments.size(); index += 2) {
            options.formatQualities.put(formatAt(arguments, index), arguments.wholeNumber(index + 1, 0, 100));
        }
    }

    private void maxBytes(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.maxBytes = arguments.wholeNumber(0, 0, MAX_DIMENSION);
    }

    private void autoQuality(Arguments arguments) throws Refusal {
        arguments.atMost(5);
        AutoQuality before = options.autoQuality;
        AutoQuality.Method method = before.method();
        if (arguments.has(0)) {
            method = AutoQuality.Method.named(arguments.text(0))
                    .orElseThrow(() -> arguments.wrong("must be none, size or dssim in the embedded processor"));
        }
        double target = arguments.has(1) ? arguments.decimalFromZero(1) : before.target();
        int minimum = arguments.has(2) ? arguments.wholeNumber(2, 1, 100) : before.minimum();
        int maximum = arguments.has(3) ? arguments.wholeNumber(3, 1, 100) : before.maximum();
        double allowedError = arguments.has(4) ? arguments.decimalFromZero(4) : before.allowedError();
        if (minimum > maximum) {
            throw arguments.wrong("needs a minimum that is not above the maximum");
        }
        options.autoQuality = new AutoQuality(method, target, minimum, maximum, allowedError);
    }

    /** Of imgproxy Pro's three arguments the first, interlacing, is not to be had. */
    private void pngOptions(Arguments arguments) throws Refusal {
        arguments.atMost(3);
        if (arguments.has(0) && arguments.flag(0)) {
            throw arguments.wrong("cannot interlace in the embedded processor");
        }
        int colours = arguments.has(2) ? arguments.wholeNumber(2, 2, 256) : 256;
        options.output = Output.reduced(arguments.has(1) && arguments.flag(1) ? colours : 0);
    }

    private void format(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.format = formatAt(arguments, 0);
    }

    private static ImageFormat formatAt(Arguments arguments, int index) throws Refusal {
        return ImageFormat.named(arguments.text(index)).orElseThrow(() -> arguments.wrong("must name an image format"));
    }

    private void stripMetadata(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.stripMetadata = arguments.flag(0);
    }

    private void keepCopyright(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.keepCopyright = arguments.flag(0);
    }

    private void stripColourProfile(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.stripColourProfile = arguments.flag(0);
    }

    /** Of the sources that are read here none has a thumbnail that imgproxy would take. */
    private void enforceThumbnail(Arguments arguments) throws Refusal {
        arguments.atMost(1);
    }

    private void skipProcessing(Arguments arguments) throws Refusal {
        for (int index = 0; index < arguments.size(); index++) {
            options.unprocessedFormats.add(formatAt(arguments, index));
        }
    }

    private void raw(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        boolean wanted = arguments.flag(0);
        if (wanted && !rules.rawAllowed()) {
            throw arguments.wrong("needs " + FilterSettings.ALLOW_RAW.key());
        }
        options.raw = wanted;
    }

    private void maxSourceResolution(Arguments arguments) throws Refusal {
        long pixels = megapixels(arguments);
        changeLimits(limits -> limits.withMaxPixels(pixels));
    }

    private void maxSourceFileSize(Arguments arguments) throws Refusal {
        checkSecurityOption(arguments);
        long bytes = arguments.wholeNumber(0);
        changeLimits(limits -> limits.withMaxBytes(bytes));
    }

    private void maxAnimationFrames(Arguments arguments) throws Refusal {
        checkSecurityOption(arguments);
        int frames = arguments.wholeNumber(0, 1, Integer.MAX_VALUE);
        changeLimits(limits -> limits.withMaxFrames(frames));
    }

    private void maxAnimationFrameResolution(Arguments arguments) throws Refusal {
        long pixels = megapixels(arguments);
        changeLimits(limits -> limits.withMaxFramePixels(pixels));
    }

    private void maxResultDimension(Arguments arguments) throws Refusal {
        checkSecurityOption(arguments);
        options.maxResultSide = arguments.wholeNumber(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long megapixels(Arguments arguments) throws Refusal {
        checkSecurityOption(arguments);
        return (long) (arguments.decimalFromZero(0) * 1_000_000);
    }

    /** Whether it may be used comes before whether it is used well, as in imgproxy. */
    private void checkSecurityOption(Arguments arguments) throws Refusal {
        if (!rules.securityOptionsAllowed()) {
            throw Refusal.securityOption(
                    "option " + arguments.option() + " needs " + FilterSettings.ALLOW_SECURITY_OPTIONS.key());
        }
        arguments.atMost(1);
    }

    private void changeLimits(UnaryOperator<Limits> change) {
        UnaryOperator<Limits> before = options.limits;
        options.limits = limits -> change.apply(before.apply(limits));
    }

    /** A preset that leads to itself is left out the second time, as in imgproxy. */
    private void preset(Arguments arguments) throws Refusal {
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

    private void cacheBuster(Arguments arguments) throws Refusal {
        arguments.atMost(1);
    }

    private void expires(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        long expires = arguments.wholeNumber(0);
        if (expires > 0 && expires < rules.clock().instant().getEpochSecond()) {
            throw arguments.wrong("lies in the past: the URL has expired");
        }
        options.expires = expires > 0 ? OptionalLong.of(expires) : OptionalLong.empty();
    }

    private void fileName(Arguments arguments) throws Refusal {
        arguments.atMost(2);
        boolean encoded = arguments.has(1) && arguments.flag(1);
        options.fileName = encoded ? decoded(arguments) : arguments.text(0);
    }

    private static String decoded(Arguments arguments) throws Refusal {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(SourcePart.withoutPadding(arguments.text(0)));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw arguments.wrong("must be URL-safe base64");
        }
    }

    private void attachment(Arguments arguments) throws Refusal {
        arguments.atMost(1);
        options.attachment = arguments.flag(0);
    }

    /** Puts the arguments of one option into the options. */
    @FunctionalInterface
    private interface Rule {
        void apply(OptionReader reader, Arguments arguments) throws Refusal;
    }
}
