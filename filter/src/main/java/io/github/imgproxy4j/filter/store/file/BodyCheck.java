package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32C;

/** Reads a stored file from its beginning to its end and compares it with its checksum. For one thread. */
final class BodyCheck {
    private static final int PIECE_BYTES = 64 * 1024;

    private final byte[] piece = new byte[PIECE_BYTES];

    /** Whether the file is intact; a file that was deleted meanwhile is not damaged either. */
    boolean isWhole(String key, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileTime accessed = accessTime(file);
            boolean whole = isWhole(key, channel);
            restore(file, accessed);
            return whole;
        } catch (IOException failure) {
            if (VariantFiles.isGone(file, failure)) {
                return true;
            }
            throw failure;
        }
    }

    private boolean isWhole(String key, FileChannel channel) throws IOException {
        Trailer trailer = Trailer.read(channel, key);
        return trailer != null && checksum(channel, trailer.metadata().length()) == trailer.bodyChecksum();
    }

    private long checksum(FileChannel channel, long length) throws IOException {
        CRC32C checksum = new CRC32C();
        InputStream in = Channels.newInputStream(channel.position(0));
        long left = length;
        while (left > 0) {
            int count = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                return -1;
            }
            checksum.update(piece, 0, count);
            left -= count;
        }
        return checksum.getValue();
    }

    /** Reading a file only to check it must not count as an access: it would be kept longest. */
    private static void restore(Path file, FileTime accessed) throws IOException {
        BasicFileAttributeView view = view(file);
        if (!view.readAttributes().lastAccessTime().equals(accessed)) {
            view.setTimes(null, accessed, null);
        }
    }

    private static FileTime accessTime(Path file) throws IOException {
        return view(file).readAttributes().lastAccessTime();
    }

    private static BasicFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, BasicFileAttributeView.class);
    }
}
