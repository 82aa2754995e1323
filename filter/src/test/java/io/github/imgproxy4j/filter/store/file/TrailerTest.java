package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailerTest {
    private static final long VERSION_1 = 0x49_4D_47_34_4A_00_00_01L;

    @TempDir
    Path folder;

    @Test
    void fileOfVersionOneIsStillRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("image/png");
        out.writeUTF("\"tag\"");
        out.writeLong(1_700_000_000);
        out.writeUTF("public, max-age=60");
        out.writeBoolean(false);
        out.writeBoolean(true);
        out.writeUTF("/w:1/x");
        out.writeInt(bytes.size());
        out.writeLong(0);
        CRC32 crc = new CRC32();
        crc.update(bytes.toByteArray());
        out.writeLong(crc.getValue());
        out.writeLong(VERSION_1);
        Path file = Files.write(folder.resolve("file"), bytes.toByteArray());

        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(Trailer.read(channel))
                    .isEqualTo(new ImageMetadata(
                            "image/png",
                            0,
                            "\"tag\"",
                            Instant.ofEpochSecond(1_700_000_000),
                            "public, max-age=60",
                            null,
                            "/w:1/x"));
        }
    }
}
