package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts an option given as text to its type, so that the same rules apply to text and calls. */
final class OptionReader {
    private OptionReader() {}

    /** The option of one segment of a text. */
    static ProcessingOption segment(String text, String segment, OptionSyntax notation) {
        if (segment.equals(NextPipeline.SEGMENT)) {
            return new NextPipeline();
        }
        OptionSegment parts = OptionSegment.of(segment, notation.separator());
        if (parts == null) {
            throw new ImgproxyException("options [" + text + "]: [" + segment + "] is not an option; write NAME"
                    + notation.separator() + "ARGUMENT, separated by slashes");
        }
        return option(notation, parts.name(), parts.arguments());
    }

    /** The typed option if it prints the same segment; otherwise the option as it was written. */
    static ProcessingOption option(OptionSyntax notation, String name, List<String> arguments) {
        if (name.equals(NextPipeline.SEGMENT) && arguments.isEmpty()) {
            return new NextPipeline();
        }
        OtherOption other = new OtherOption(name, arguments);
        OptionName known = OptionName.of(name);
        if (known == null) {
            return other;
        }
        TypedOption typed = typed(known, new Arguments(name, other.arguments()));
        return typed != null && printsAs(typed, other, notation) ? typed : new WrittenOption(name, other.arguments());
    }

    private static boolean printsAs(TypedOption typed, OtherOption other, OptionSyntax notation) {
        return typed.name(notation).equals(other.name())
                && Argument.withoutTrailingEmpty(typed.arguments()).equals(other.arguments());
    }

    /**
     * The meaning of a known option.
     *
     * @throws ImgproxyException if it is unknown or invalid
     */
    static List<ProcessingOption> parts(String name, List<String> texts) {
        OptionName known = OptionName.of(name);
        if (known == null) {
            throw new ImgproxyException("option name [" + name + "] must be the name of one known option");
        }
        Arguments arguments = new Arguments(name, texts);
        TypedOption typed = typed(known, arguments);
        if (typed != null) {
            return typed.parts();
        }
        return known == OptionName.RESIZE ? resizeParts(arguments.atMost(8)) : sizeParts(arguments.atMost(7));
    }

    /** The option with its type; null if arguments are left out that the type requires. */
    private static @Nullable TypedOption typed(OptionName name, Arguments arguments) {
        return switch (name) {
            case RESIZE -> resize(arguments.atMost(8));
            case SIZE -> size(arguments.atMost(7));
            case RESIZING_TYPE ->
                new Resizing(ResizingType.ofWord(one(arguments).text(0)));
            case ZOOM -> new Zoom(arguments.atMost(2).decimal(0), arguments.decimalOrNull(1));
            case EXTEND -> Extend.read(arguments);
            case EXTEND_ASPECT_RATIO -> ExtendAspectRatio.read(arguments);
            case GRAVITY -> new Gravity(AnchorReader.read(arguments, 0));
            case CROP -> Crop.read(arguments);
            case TRIM -> Trim.read(arguments);
            case PADDING ->
                new Padding(
                        arguments.atMost(4).wholeOrNull(0),
                        arguments.wholeOrNull(1),
                        arguments.wholeOrNull(2),
                        arguments.wholeOrNull(3));
            case FLIP -> new Flip(arguments.atMost(2).flagOrFalse(0), arguments.flagOrFalse(1));
            case BACKGROUND -> Background.read(arguments);
            case WATERMARK -> Watermark.read(arguments);
            case FORMAT_QUALITY -> FormatQuality.read(arguments);
            case FORMAT -> new Format(one(arguments).text(0));
            case SKIP_PROCESSING -> new SkipProcessing(arguments.textsFrom(0));
            case EXPIRES -> Expires.read(one(arguments));
            case FILENAME -> Filename.read(arguments);
            case PRESET -> new Preset(arguments.textsFrom(0));
            case RESIZING_ALGORITHM -> new Resampling(one(arguments).word(0, ResizingAlgorithm.values()));
            case OBJECTS_POSITION -> new ObjectsPosition(AnchorReader.read(arguments, 0));
            case CROP_ASPECT_RATIO -> new CropAspectRatio(arguments.atMost(2).decimal(0), arguments.flagOrNull(1));
            case CROP_OBJECTS -> new CropObjects(arguments.decimal(0), arguments.textsFrom(1));
            case ADJUST ->
                new Adjust(arguments.atMost(3).wholeOrNull(0), arguments.decimalOrNull(1), arguments.decimalOrNull(2));
            case MONOCHROME -> new Monochrome(arguments.atMost(2).decimal(0), arguments.textOrNull(1));
            case DUOTONE ->
                new Duotone(arguments.atMost(3).decimal(0), arguments.textOrNull(1), arguments.textOrNull(2));
            case UNSHARP_MASKING ->
                new UnsharpMasking(
                        arguments.atMost(3).wordOrNull(0, UnsharpMaskingMode.values()),
                        arguments.decimalOrNull(1),
                        arguments.decimalOrNull(2));
            case BLUR_AREAS -> BlurAreas.read(arguments);
            case PROGRESSIVE_BLUR -> ProgressiveBlur.read(arguments);
            case BLUR_DETECTIONS -> new BlurDetections(arguments.decimal(0), arguments.textsFrom(1));
            case DRAW_DETECTIONS -> new DrawDetections(arguments.flag(0), arguments.textsFrom(1));
            case COLORIZE ->
                new Colorize(arguments.atMost(3).decimal(0), arguments.textOrNull(1), arguments.flagOrNull(2));
            case GRADIENT -> Gradient.read(arguments);
            case WATERMARK_SIZE -> new WatermarkSize(arguments.atMost(2).wholeOrZero(0), arguments.wholeOrZero(1));
            case AUTOQUALITY ->
                new Autoquality(
                        arguments.atMost(5).wordOrNull(0, AutoqualityMethod.values()),
                        arguments.decimalOrNull(1),
                        arguments.wholeOrNull(2),
                        arguments.wholeOrNull(3),
                        arguments.decimalOrNull(4));
            case JPEG_OPTIONS ->
                new JpegOptions(
                        arguments.atMost(6).flagOrNull(0),
                        arguments.flagOrNull(1),
                        arguments.flagOrNull(2),
                        arguments.flagOrNull(3),
                        arguments.flagOrNull(4),
                        arguments.wholeOrNull(5));
            case PNG_OPTIONS ->
                new PngOptions(arguments.atMost(3).flagOrNull(0), arguments.flagOrNull(1), arguments.wholeOrNull(2));
            case WEBP_OPTIONS ->
                new WebpOptions(
                        arguments.atMost(3).wordOrNull(0, WebpCompression.values()),
                        arguments.flagOrNull(1),
                        arguments.wordOrNull(2, WebpPreset.values()));
            case AVIF_OPTIONS -> new AvifOptions(one(arguments).word(0, AvifSubsampling.values()));
            case VIDEO_THUMBNAIL_TILE -> VideoThumbnailTile.read(arguments);
            case VIDEO_THUMBNAIL_ANIMATION -> VideoThumbnailAnimation.read(arguments);
            case CACHE_TAGS -> new CacheTags(arguments.textsFrom(0));
            case HASHSUM -> Hashsum.read(arguments);
            default -> name.rule().read(name, one(arguments));
        };
    }

    private static Arguments one(Arguments arguments) {
        return arguments.atMost(1);
    }

    private static @Nullable Resize resize(Arguments arguments) {
        ResizingType type = arguments.has(0) ? ResizingType.ofWord(arguments.text(0)) : null;
        Size size = size(arguments.from(1));
        return type == null || size == null
                ? null
                : new Resize(type, size.width(), size.height(), size.enlarge(), size.extend());
    }

    private static @Nullable Size size(Arguments arguments) {
        if (!arguments.has(0) || !arguments.has(1)) {
            return null;
        }
        return new Size(arguments.whole(0), arguments.whole(1), arguments.flagOrNull(2), extend(arguments));
    }

    private static @Nullable Extend extend(Arguments arguments) {
        return arguments.has(3) ? Extend.read(arguments.from(3)) : null;
    }

    private static List<ProcessingOption> resizeParts(Arguments arguments) {
        List<ProcessingOption> parts = new ArrayList<>();
        if (arguments.has(0)) {
            parts.add(new Resizing(ResizingType.ofWord(arguments.text(0))));
        }
        parts.addAll(sizeParts(arguments.from(1)));
        return List.copyOf(parts);
    }

    private static List<ProcessingOption> sizeParts(Arguments arguments) {
        List<ProcessingOption> parts = new ArrayList<>();
        if (arguments.has(0)) {
            parts.add(new NumberOption(OptionName.WIDTH, arguments.whole(0)));
        }
        if (arguments.has(1)) {
            parts.add(new NumberOption(OptionName.HEIGHT, arguments.whole(1)));
        }
        if (arguments.has(2)) {
            parts.add(new FlagOption(OptionName.ENLARGE, arguments.flag(2)));
        }
        Extend extend = extend(arguments);
        if (extend != null) {
            parts.add(extend);
        }
        return List.copyOf(parts);
    }
}
