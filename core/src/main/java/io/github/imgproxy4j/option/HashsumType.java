package io.github.imgproxy4j.option;

/** A hash function for checking a source. */
public enum HashsumType implements PathToken {
    /** The source is not checked. */
    NONE("none", 0),
    /** MD5, 32 digits. */
    MD5("md5", 32),
    /** SHA-1, 40 digits. */
    SHA1("sha1", 40),
    /** SHA-256, 64 digits. */
    SHA256("sha256", 64),
    /** SHA-512, 128 digits. */
    SHA512("sha512", 128);

    private final String word;
    private final int digits;

    HashsumType(String word, int digits) {
        this.word = word;
        this.digits = digits;
    }

    @Override
    public String word() {
        return word;
    }

    /** The number of hexadecimal digits of a hash sum. */
    int digits() {
        return digits;
    }
}
