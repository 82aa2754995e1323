package io.github.imgproxy4j.embedded.internal.format;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;

/**
 * Keeps of Photoshop's image resources only the IPTC records that tell whose an image is: by-line, credit and copyright
 * notice, and what the record needs to be read (IPTC-IIM 4.2). Stateless.
 */
final class PhotoshopCopyright {
    private static final int IPTC = 0x0404;
    private static final int TAG_MARKER = 0x1C;
    private static final int APPLICATION_RECORD = 2;
    private static final int BY_LINE = 80;
    private static final int CREDIT = 110;
    private static final int COPYRIGHT = 116;

    private PhotoshopCopyright() {}

    /** The resources to keep; empty if there are none. */
    static ByteReader of(ByteReader resources) {
        try {
            long offset = 0;
            while (resources.hasText(offset, "8BIM")) {
                int nameBytes = 1 + resources.uint8(offset + 6);
                long size = offset + 6 + nameBytes + (nameBytes & 1);
                long length = resources.uint32(size);
                if (resources.uint16(offset + 4) == IPTC) {
                    return resource(records(resources.part(size + 4, length)));
                }
                offset = size + 4 + length + (length & 1);
            }
        } catch (EOFException broken) {
            return Metadata.NONE.photoshop();
        }
        return Metadata.NONE.photoshop();
    }

    private static byte[] records(ByteReader iptc) throws EOFException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean tells = false;
        long offset = 0;
        while (offset + 5 <= iptc.length() && iptc.uint8(offset) == TAG_MARKER) {
            int record = iptc.uint8(offset + 1);
            int tag = iptc.uint8(offset + 2);
            int length = iptc.uint16(offset + 3);
            boolean notice = record == APPLICATION_RECORD && (tag == BY_LINE || tag == CREDIT || tag == COPYRIGHT);
            if (notice || record != APPLICATION_RECORD) {
                kept.writeBytes(iptc.part(offset, 5L + length).copy());
                tells |= notice;
            }
            offset += 5 + length;
        }
        return tells ? kept.toByteArray() : new byte[0];
    }

    private static ByteReader resource(byte[] records) {
        if (records.length == 0) {
            return Metadata.NONE.photoshop();
        }
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        resource.writeBytes("8BIM\4\4\0\0".getBytes(StandardCharsets.ISO_8859_1));
        for (int shift = 24; shift >= 0; shift -= 8) {
            resource.write(records.length >> shift);
        }
        resource.writeBytes(records);
        if ((records.length & 1) != 0) {
            resource.write(0);
        }
        return ByteReader.of(resource.toByteArray());
    }
}
