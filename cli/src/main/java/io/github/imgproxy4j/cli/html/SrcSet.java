package io.github.imgproxy4j.cli.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A candidate of a {@code srcset}.
 *
 * @param url as it is written
 * @param descriptor {@code 300w}, {@code 2x} or empty
 */
public record SrcSet(String url, String descriptor) {
    /** All candidates of an attribute; URLs end at a blank, and a comma behind them separates. */
    public static List<SrcSet> parse(String attribute) {
        List<SrcSet> candidates = new ArrayList<>();
        String rest = attribute.strip();
        while (!rest.isEmpty()) {
            rest = rest.replaceFirst("^[,\\s]+", "");
            String url = rest.split("\\s", 2)[0];
            rest = rest.substring(url.length());
            if (url.endsWith(",")) {
                add(candidates, url.replaceFirst(",+$", ""), "");
            } else {
                int comma = rest.indexOf(',');
                add(candidates, url, (comma < 0 ? rest : rest.substring(0, comma)).strip());
                rest = comma < 0 ? "" : rest.substring(comma + 1);
            }
        }
        return candidates;
    }

    private static void add(List<SrcSet> candidates, String url, String descriptor) {
        if (!url.isEmpty()) {
            candidates.add(new SrcSet(url, descriptor));
        }
    }

    /** Whether it is described by its width. */
    public boolean isWidth() {
        return descriptor.matches("\\d{1,6}w");
    }

    /** The width in pixels, if it is described so. */
    public int width() {
        return Integer.parseInt(descriptor.substring(0, descriptor.length() - 1));
    }
}
