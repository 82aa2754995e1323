package io.github.imgproxy4j;

import io.github.imgproxy4j.option.Height;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.Resizing;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Width;
import java.util.List;

/**
 * The box that the options of an image ask for.
 *
 * @param type how the image meets it
 * @param width pixels, or 0
 * @param height pixels, or 0
 */
record Box(ResizingType type, int width, int height) {
    /** The box after all options; later ones win, as in imgproxy. */
    static Box of(List<ProcessingOption> options) {
        Box box = new Box(ResizingType.FIT, 0, 0);
        for (ProcessingOption option : options) {
            for (ProcessingOption part : option.parts()) {
                box = box.after(part);
            }
        }
        return box;
    }

    private Box after(ProcessingOption option) {
        if (option instanceof Resizing resizing) {
            return new Box(resizing.type(), width, height);
        }
        if (option instanceof Width only) {
            return new Box(type, only.pixels(), height);
        }
        return option instanceof Height only ? new Box(type, width, only.pixels()) : this;
    }

    boolean isComplete() {
        return width > 0 && height > 0;
    }

    /** Whether the result has exactly the box's ratio. */
    boolean isFilled() {
        return isComplete() && (type == ResizingType.FILL || type == ResizingType.FORCE);
    }

    /** The height that keeps the ratio at another width, at least 1. */
    int heightAt(int otherWidth) {
        return (int) Math.max(1, Math.round((double) otherWidth * height / width));
    }
}
