package io.github.imgproxy4j.cli.purge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys under which one variant is stored where imgproxy chooses the format by {@code Accept}. Immutable. */
public final class NegotiatedKeys {
    /** As the filter orders them in a key. */
    private static final List<String> FORMATS = List.of("avif", "jxl", "webp");

    private final List<String> endings = new ArrayList<>(List.of(""));

    /**
     * The keys.
     *
     * @param formats the setting {@code imgproxy.negotiated-formats}; null or empty if it is not set
     */
    public NegotiatedKeys(@Nullable String formats) {
        List<String> words = Arrays.asList(Objects.requireNonNullElse(formats, "")
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("[ ,]+", -1));
        List<String> chosen = FORMATS.stream().filter(words::contains).toList();
        if (chosen.isEmpty()) {
            return;
        }
        endings.add("~plain");
        for (int choice = 1; choice < 1 << chosen.size(); choice++) {
            StringBuilder ending = new StringBuilder();
            for (int i = 0; i < chosen.size(); i++) {
                if ((choice >> i & 1) == 1) {
                    ending.append('~').append(chosen.get(i));
                }
            }
            endings.add(ending.toString());
        }
    }

    List<String> of(String key) {
        return endings.stream().map(key::concat).toList();
    }
}
