package io.github.imgproxy4j.cli.doctor.environment;

import java.util.List;

/**
 * What our side knows. Does not print its secrets.
 *
 * @param key hexadecimal, or empty
 * @param salt hexadecimal, or empty
 * @param isUsed whether imgproxy4j is set up at all; otherwise its settings are not compared
 * @param negotiatedFormats what {@code imgproxy.negotiated-formats} names
 */
public record OurSide(String key, String salt, boolean isUsed, List<String> negotiatedFormats) {
    @Override
    public String toString() {
        return "OurSide[***]";
    }
}
