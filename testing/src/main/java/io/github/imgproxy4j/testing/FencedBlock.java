package io.github.imgproxy4j.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page of the documentation. The comment right above says where it comes from:
 * {@code from FILE#REGION} (or {@code FILE#A+B}), {@code run by TEST}, or {@code output}.
 *
 * @param mark the comment without its ends; empty without one
 * @param language what stands behind the three backticks; empty without
 * @param text the lines between the fences, each with its end
 * @param line the number of the line of the upper fence
 * @param start where the text begins in the page
 */
public record FencedBlock(String mark, String language, String text, int line, int start) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)(?:^<!-- ([^\\n]+) -->\\n)?^```([^\\n`]*)\\n(.*?)^```$");

    /**
     * The blocks of a page in their order.
     *
     * @throws IOException if the page cannot be read
     */
    public static List<FencedBlock> of(Path page) throws IOException {
        String text = Files.readString(page);
        List<FencedBlock> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(text);
        while (found.find()) {
            String mark = found.group(1) == null ? "" : found.group(1);
            int line = (int) text.substring(0, found.start(2)).lines().count();
            blocks.add(new FencedBlock(mark, found.group(2).strip(), found.group(3), line, found.start(3)));
        }
        return blocks;
    }
}
