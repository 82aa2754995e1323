package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code jpgo}: how JPEG results are written. Needs imgproxy Pro.
 *
 * @param progressive whether the image is progressive; null leaves the server's choice, no by default
 * @param noSubsample whether colours keep the full resolution; null leaves the server's choice, no by default
 * @param trellisQuant whether trellis quantisation is used; null leaves the server's choice, no by default
 * @param overshootDeringing whether ringing at extreme values is reduced; null leaves the server's choice, no by
 *     default
 * @param optimizeScans whether the scans of a progressive image are optimised; null leaves the server's choice, no by
 *     default
 * @param quantTable the quantisation table, 0 to 8; null leaves the server's choice, 0 by default
 */
public record JpegOptions(
        @Nullable Boolean progressive,
        @Nullable Boolean noSubsample,
        @Nullable Boolean trellisQuant,
        @Nullable Boolean overshootDeringing,
        @Nullable Boolean optimizeScans,
        @Nullable Integer quantTable)
        implements TypedOption {
    /** Checks every value. */
    public JpegOptions {
        Rules.of(OptionName.JPEG_OPTIONS).range("quant table", quantTable, 0, 8).enforce();
    }

    /** The server's choice. */
    public static JpegOptions unchanged() {
        return new JpegOptions(null, null, null, null, null, null);
    }

    /** The same with another choice of {@link #progressive()}. */
    public JpegOptions progressive(boolean progressive) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    /** The same with another choice of {@link #noSubsample()}. */
    public JpegOptions noSubsample(boolean noSubsample) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    /** The same with another choice of {@link #trellisQuant()}. */
    public JpegOptions trellisQuant(boolean trellisQuant) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    /** The same with another choice of {@link #overshootDeringing()}. */
    public JpegOptions overshootDeringing(boolean overshootDeringing) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    /** The same with another choice of {@link #optimizeScans()}. */
    public JpegOptions optimizeScans(boolean optimizeScans) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    /** The same with another choice of {@link #quantTable()}. */
    public JpegOptions quantTable(int quantTable) {
        return new JpegOptions(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }

    @Override
    public OptionName optionName() {
        return OptionName.JPEG_OPTIONS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(progressive, noSubsample, trellisQuant, overshootDeringing, optimizeScans, quantTable);
    }
}
