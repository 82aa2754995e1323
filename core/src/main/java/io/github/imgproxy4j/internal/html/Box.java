package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.option.NumberOption;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.Padding;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.Resizing;
import io.github.imgproxy4j.option.ResizingType;
import java.util.List;
import java.util.Objects;

/**
 * The box that the options of an image define.
 *
 * @param type how the image fits it
 * @param width pixels, or 0
 * @param height pixels, or 0
 * @param besides the sum of left and right padding in pixels
 * @param above the sum of top and bottom padding in pixels
 */
public record Box(ResizingType type, int width, int height, int besides, int above) {
    /** The box after all options; a later option overrides an earlier one, as in imgproxy. */
    public static Box of(List<ProcessingOption> options) {
        Box box = new Box(ResizingType.FIT, 0, 0, 0, 0);
        for (ProcessingOption option : options) {
            for (ProcessingOption part : option.parts()) {
                box = box.after(part);
            }
        }
        return box;
    }

    private Box after(ProcessingOption option) {
        if (option instanceof Resizing resizing) {
            return new Box(resizing.type(), width, height, besides, above);
        }
        if (option instanceof NumberOption number) {
            return sized(number.optionName(), number.value().intValue());
        }
        return option instanceof Padding padding ? padded(padding) : this;
    }

    private Box sized(OptionName side, int pixels) {
        if (side == OptionName.WIDTH) {
            return new Box(type, pixels, height, besides, above);
        }
        return side == OptionName.HEIGHT ? new Box(type, width, pixels, besides, above) : this;
    }

    /** A missing side equals the opposite side, and both default to the top. */
    private Box padded(Padding padding) {
        int top = Objects.requireNonNullElse(padding.top(), 0);
        int right = Objects.requireNonNullElse(padding.right(), top);
        int bottom = Objects.requireNonNullElse(padding.bottom(), top);
        int left = Objects.requireNonNullElse(padding.left(), right);
        return new Box(type, width, height, left + right, top + bottom);
    }

    /** The width of the result, if the box is filled. */
    public int outerWidth() {
        return width + besides;
    }

    /** The height of the result, if the box is filled. */
    public int outerHeight() {
        return height + above;
    }

    boolean isComplete() {
        return width > 0 && height > 0;
    }

    /** Whether the result has exactly the aspect ratio of the box. */
    public boolean isFilled() {
        return isComplete() && (type == ResizingType.FILL || type == ResizingType.FORCE);
    }

    /** The height that keeps the ratio at another width, at least 1. */
    int heightAt(int otherWidth) {
        return (int) Math.max(1, Math.round((double) otherWidth * height / width));
    }
}
