package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code webpo}: how WebP results are written. Needs imgproxy Pro.
 *
 * @param compression the compression; null leaves the server's choice, lossy by default
 * @param smartSubsample whether smart chroma subsampling is used; null leaves the server's choice, no by default
 * @param preset the kind of image; null leaves the server's choice, default by default
 */
public record WebpOptions(
        @Nullable WebpCompression compression,
        @Nullable Boolean smartSubsample,
        @Nullable WebpPreset preset) implements TypedOption {
    /** The server's choice. */
    public static WebpOptions unchanged() {
        return new WebpOptions(null, null, null);
    }

    /** The same with another choice of {@link #compression()}. */
    public WebpOptions compression(WebpCompression compression) {
        return new WebpOptions(compression, smartSubsample, preset);
    }

    /** The same with another choice of {@link #smartSubsample()}. */
    public WebpOptions smartSubsample(boolean smartSubsample) {
        return new WebpOptions(compression, smartSubsample, preset);
    }

    /** The same with another choice of {@link #preset()}. */
    public WebpOptions preset(WebpPreset preset) {
        return new WebpOptions(compression, smartSubsample, preset);
    }

    @Override
    public OptionName optionName() {
        return OptionName.WEBP_OPTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(compression, smartSubsample, preset);
    }
}
