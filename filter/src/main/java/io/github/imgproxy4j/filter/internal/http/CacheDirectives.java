package io.github.imgproxy4j.filter.internal.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directives of a {@code Cache-Control} (RFC 9111, section 5.2). Immutable. */
final class CacheDirectives {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> arguments = new HashMap<>();

    /** Of a directive that is given twice the first counts (section 4.2.1). */
    CacheDirectives(HttpHeaders headers) {
        for (String line : headers.allValues("Cache-Control")) {
            for (String directive : line.split(",", -1)) {
                String[] parts = directive.strip().split("=", 2);
                arguments.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1]);
            }
        }
    }

    boolean has(String name) {
        return arguments.containsKey(name);
    }

    /** The seconds of a directive, or empty if it is not there; what is not a number counts as zero (section 4.2.1). */
    OptionalLong seconds(String name) {
        String argument = arguments.get(name);
        if (argument == null) {
            return OptionalLong.empty();
        }
        String digits = argument.replace("\"", "").strip();
        return OptionalLong.of(NUMBER.matcher(digits).matches() ? Long.parseLong(digits) : 0);
    }

    /** The same as a duration, or null if it is not there. */
    @Nullable
    Duration duration(String name) {
        OptionalLong seconds = seconds(name);
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : null;
    }
}
