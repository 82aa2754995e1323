package io.github.imgproxy4j.cli.doctor.environment;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Compares two lists of hexadecimal secrets, and tells how they differ without showing them. */
final class SideBySide {
    private SideBySide() {}

    /**
     * How imgproxy's secret differs from ours.
     *
     * @param what {@code key} or {@code salt}
     * @return a sentence; empty if the first of ours is among imgproxy's
     */
    static String difference(String what, String ours, String imgproxys) {
        List<String> theirs = parts(imgproxys);
        String mine = parts(ours).get(0);
        if (theirs.contains(mine)) {
            return "";
        }
        String asText = HexFormat.of().formatHex(mine.getBytes(StandardCharsets.US_ASCII));
        for (String other : theirs) {
            if (other.equals(asText)) {
                return "imgproxy's " + what + " is ours converted to hexadecimal twice";
            }
            if (HexFormat.of()
                    .formatHex(other.getBytes(StandardCharsets.US_ASCII))
                    .equals(mine)) {
                return "our " + what + " is imgproxy's converted to hexadecimal twice";
            }
            if (mine.startsWith(other) || mine.endsWith(other)) {
                return "imgproxy's " + what + " is truncated: " + other.length() + " of " + mine.length() + " digits";
            }
            if (other.startsWith(mine) || other.endsWith(mine)) {
                return "our " + what + " is truncated: " + mine.length() + " of " + other.length() + " digits";
            }
        }
        return "the " + what + " differs";
    }

    private static List<String> parts(String list) {
        return List.of(list.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
