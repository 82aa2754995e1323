package io.github.imgproxy4j.embedded.internal.limit;

import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What a writer writes to; it is stopped at its next write after the time is over. */
public final class WatchedOutput extends MemoryCacheImageOutputStream {
    private final Deadline deadline;

    public WatchedOutput(OutputStream target, Deadline deadline) {
        super(target);
        this.deadline = deadline;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        deadline.look();
        super.write(source, offset, length);
    }
}
