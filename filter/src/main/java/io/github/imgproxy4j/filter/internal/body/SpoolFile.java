package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A temporary file that has no name any more once it is open. For one thread at a time. */
final class SpoolFile implements AutoCloseable {
    private final FileChannel channel;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Created and opened in one step, so that a file without an owner never remains. */
    static SpoolFile in(Path folder) throws IOException {
        return new SpoolFile(FileChannel.open(
                folder.resolve("imgproxy4j-" + UUID.randomUUID() + ".relay"),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                ownerOnly(folder)));
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Adds bytes at the end. */
    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Reads exactly so many bytes. */
    byte[] read(long position, int count) throws IOException {
        byte[] bytes = new byte[count];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new BrokenBodyException("temporary file ends early", null);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
