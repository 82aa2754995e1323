package io.github.imgproxy4j.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a file that the documentation shows. A part begins behind a line with {@code region NAME} and ends before
 * one with {@code endregion}, each in a comment of the file's own language.
 */
public final class SourceRegions {
    private static final Pattern MARK =
            Pattern.compile("\\s*(?://|#|<!--|<%--)\\s*(?:region ([a-z0-9-]+)|endregion)\\s*(?:-->|--%>)?\\s*");

    private SourceRegions() {}

    /**
     * The parts by name, in the order of the file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a mark has no partner or a name is there twice
     */
    public static Map<String, String> of(Path file) throws IOException {
        Map<String, String> regions = new LinkedHashMap<>();
        String name = null;
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                lines.add(line);
                continue;
            }
            if ((mark.group(1) == null) == (name == null)) {
                throw new IllegalArgumentException(file + ": [" + line.strip() + "] has no partner");
            }
            if (name != null && regions.put(name, text(lines)) != null) {
                throw new IllegalArgumentException(file + ": region [" + name + "] is there twice");
            }
            name = mark.group(1);
            lines.clear();
        }
        if (name != null) {
            throw new IllegalArgumentException(file + ": region [" + name + "] has no end");
        }
        return regions;
    }

    /** The lines without the indentation that all of them have, and without empty lines at both ends. */
    private static String text(List<String> lines) {
        return String.join("\n", lines).stripIndent().replaceAll("\\A\\n+|\\s+\\z", "") + "\n";
    }
}
