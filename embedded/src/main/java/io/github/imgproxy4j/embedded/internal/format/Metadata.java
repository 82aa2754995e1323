package io.github.imgproxy4j.embedded.internal.format;

/**
 * What a file says about its image besides the pixels and their colour space. Each block is empty where there is none,
 * and comes from a stranger. Immutable.
 *
 * @param exif a TIFF file without pixels, without the prefix that JPEG puts before it
 * @param xmp an XML document in UTF-8
 * @param photoshop image resources of Photoshop, which hold the IPTC records
 */
public record Metadata(ByteReader exif, ByteReader xmp, ByteReader photoshop) {
    private static final ByteReader EMPTY = ByteReader.of(new byte[0]);

    public static final Metadata NONE = new Metadata(EMPTY, EMPTY, EMPTY);

    public Metadata withExif(ByteReader block) {
        return new Metadata(block, xmp, photoshop);
    }

    Metadata withXmp(ByteReader block) {
        return new Metadata(exif, block, photoshop);
    }

    Metadata withPhotoshop(ByteReader block) {
        return new Metadata(exif, xmp, block);
    }

    public boolean isEmpty() {
        return exif.length() + xmp.length() + photoshop.length() == 0;
    }

    /** What of it says whose image it is. */
    public Metadata copyright() {
        return new Metadata(ExifBlock.copyright(exif), XmpCopyright.of(xmp), PhotoshopCopyright.of(photoshop));
    }

    /** The same for pixels that are turned upright already. */
    public Metadata upright() {
        return withExif(ExifBlock.upright(exif));
    }
}
