package io.github.imgproxy4j.option;

/** A processing option that this library knows: its values are typed and validated. */
public sealed interface TypedOption extends ProcessingOption
        permits Adjust,
                Autoquality,
                AvifOptions,
                Background,
                BlurAreas,
                BlurDetections,
                CacheTags,
                Colorize,
                Crop,
                CropAspectRatio,
                CropObjects,
                DrawDetections,
                Duotone,
                Expires,
                Extend,
                ExtendAspectRatio,
                Filename,
                FlagOption,
                Flip,
                Format,
                FormatQuality,
                Gradient,
                Gravity,
                Hashsum,
                JpegOptions,
                Monochrome,
                NumberOption,
                ObjectsPosition,
                Padding,
                PngOptions,
                Preset,
                ProgressiveBlur,
                Resampling,
                Resize,
                Resizing,
                Size,
                SkipProcessing,
                TextOption,
                Trim,
                UnsharpMasking,
                VideoThumbnailAnimation,
                VideoThumbnailTile,
                Watermark,
                WatermarkSize,
                WebpOptions,
                Zoom {
    /** Its names. */
    OptionName optionName();

    @Override
    default String name(OptionSyntax notation) {
        return notation.nameOf(optionName());
    }

    @Override
    default boolean isPro() {
        return optionName().isPro();
    }
}
