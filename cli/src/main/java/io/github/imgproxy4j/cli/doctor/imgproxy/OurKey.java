package io.github.imgproxy4j.cli.doctor.imgproxy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The pair that signs on our side, and what it becomes by the usual mistakes. Prints nothing of itself.
 *
 * @param key hexadecimal
 * @param salt hexadecimal
 * @param signatureBytes how much of a signature is kept
 */
public record OurKey(String key, String salt, int signatureBytes) {
    private static final int WHOLE_SIGNATURE = 32;

    /** How many characters may get lost when a key is copied. */
    private static final int MOST_CUT_BYTES = 64;

    /** The path with our signature; empty if key or salt are not hexadecimal. */
    Optional<String> sign(String path) {
        try {
            return Optional.of(Imgproxy.builder()
                    .key(key)
                    .salt(salt)
                    .signatureSize(signatureBytes)
                    .build()
                    .sign(path)
                    .text());
        } catch (ImgproxyException notHex) {
            return Optional.empty();
        }
    }

    /** What imgproxy may have in place of this pair, the likeliest first. */
    List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(new Mistake("key and salt are exchanged on one side", new OurKey(salt, key, signatureBytes)));
        mistakes.add(new Mistake(
                "imgproxy has the key as text: it was converted to hexadecimal twice",
                new OurKey(asText(key), salt, signatureBytes)));
        mistakes.add(new Mistake(
                "imgproxy has the salt as text: it was converted to hexadecimal twice",
                new OurKey(key, asText(salt), signatureBytes)));
        mistakes.add(new Mistake(
                "imgproxy has key and salt as text: they were converted to hexadecimal twice",
                new OurKey(asText(key), asText(salt), signatureBytes)));
        mistakes.add(new Mistake("imgproxy has our key as its salt as well", new OurKey(key, key, signatureBytes)));
        mistakes.add(new Mistake("imgproxy has our salt as its key as well", new OurKey(salt, salt, signatureBytes)));
        for (int size = WHOLE_SIGNATURE; size >= 1; size--) {
            if (size != signatureBytes) {
                mistakes.add(new Mistake(
                        "IMGPROXY_SIGNATURE_SIZE is " + size + " there and " + signatureBytes + " here",
                        new OurKey(key, salt, size)));
            }
        }
        addCut(mistakes);
        return mistakes;
    }

    private void addCut(List<Mistake> mistakes) {
        for (int cut = 1; cut <= MOST_CUT_BYTES; cut *= 2) {
            int characters = 2 * cut;
            if (key.length() > characters) {
                mistakes.add(new Mistake(
                        "the key is truncated in imgproxy: " + characters + " of " + key.length()
                                + " characters are missing at the end",
                        new OurKey(key.substring(0, key.length() - characters), salt, signatureBytes)));
            }
            if (salt.length() > characters) {
                mistakes.add(new Mistake(
                        "the salt is truncated in imgproxy: " + characters + " of " + salt.length()
                                + " characters are missing at the end",
                        new OurKey(key, salt.substring(0, salt.length() - characters), signatureBytes)));
            }
        }
    }

    private static String asText(String hex) {
        return HexFormat.of().formatHex(hex.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "OurKey[***]";
    }

    /**
     * A mistake.
     *
     * @param sentence what is wrong
     * @param key the pair that imgproxy then has
     */
    record Mistake(String sentence, OurKey key) {}
}
