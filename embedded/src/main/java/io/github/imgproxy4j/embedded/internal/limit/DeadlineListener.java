package io.github.imgproxy4j.embedded.internal.limit;

import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOWriteProgressListener;

/**
 * Stops a reader or a writer at its next sign of progress after the time is over. An exception does: what {@code abort}
 * ends is one of a file's scans only.
 */
public final class DeadlineListener implements IIOReadProgressListener, IIOWriteProgressListener {
    private final Deadline deadline;
    private boolean progressed;

    public DeadlineListener(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Whether any pixel has been read or written. */
    public boolean hasProgressed() {
        return progressed;
    }

    @Override
    public void imageProgress(ImageReader reader, float percentageDone) {
        progressed |= percentageDone > 0;
        deadline.look();
    }

    @Override
    public void imageProgress(ImageWriter writer, float percentageDone) {
        progressed |= percentageDone > 0;
        deadline.look();
    }

    @Override
    public void sequenceStarted(ImageReader reader, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader reader) {}

    @Override
    public void imageStarted(ImageReader reader, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader reader) {}

    @Override
    public void thumbnailStarted(ImageReader reader, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader reader, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader reader) {}

    @Override
    public void readAborted(ImageReader reader) {}

    @Override
    public void imageStarted(ImageWriter writer, int imageIndex) {}

    @Override
    public void imageComplete(ImageWriter writer) {}

    @Override
    public void thumbnailStarted(ImageWriter writer, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageWriter writer, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageWriter writer) {}

    @Override
    public void writeAborted(ImageWriter writer) {}
}
