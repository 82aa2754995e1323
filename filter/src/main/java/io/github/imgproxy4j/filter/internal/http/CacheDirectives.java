package io.github.imgproxy4j.filter.internal.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directives of a {@code Cache-Control} (RFC 9111, section 5.2), or of a field that is targeted at us (RFC 9213). Immutable. */
final class CacheDirectives {
    private static final String GENERAL = "Cache-Control";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** What a number stands for that is too large (section 1.2.2). */
    private static final long MOST_SECONDS = 1L << 31;

    private static final int MOST_DIGITS = 18;

    /** A member of a dictionary of structured fields (RFC 8941, section 3.2), as far as directives need it. */
    private static final Pattern MEMBER = Pattern.compile(
            "[a-z*][a-z0-9_.*-]*(=(-?[0-9]+(\\.[0-9]+)?|\"[^\"\\\\]*\"|[A-Za-z*][^\\s\",;=]*|\\?[01]))?(\\s*;.*)?");

    private final Map<String, String> arguments = new LinkedHashMap<>();

    private CacheDirectives(List<String> members, BinaryOperator<String> ofTwo) {
        for (String member : members) {
            String[] parts = member.split("=", 2);
            arguments.merge(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1], ofTwo);
        }
    }

    /** The directives for all caches; of one that is given twice the first counts (section 4.2.1). */
    static CacheDirectives general(HttpHeaders headers) {
        return new CacheDirectives(members(headers, GENERAL), (first, second) -> first);
    }

    /**
     * Those of the first field of the list that is there and valid, or null (RFC 9213, section 2.2). Of a directive that is
     * given twice the last counts (RFC 8941, section 3.2).
     */
    static @Nullable CacheDirectives targeted(HttpHeaders headers, List<String> fields) {
        for (String field : fields) {
            List<String> members = members(headers, field);
            if (!members.isEmpty()
                    && members.stream()
                            .allMatch(member -> MEMBER.matcher(member).matches())) {
                List<String> withoutParameters = members.stream()
                        .map(member -> member.split(";", 2)[0].strip())
                        .toList();
                CacheDirectives directives = new CacheDirectives(withoutParameters, (first, second) -> second);
                if (directives.isNumber("max-age") && directives.isNumber("s-maxage")) {
                    return directives;
                }
            }
        }
        return null;
    }

    private boolean isNumber(String name) {
        return arguments.getOrDefault(name, "0").matches("[0-9].*");
    }

    /** The members of a list; a comma in a quoted string is a part of it (RFC 9110, section 5.6.4). */
    private static List<String> members(HttpHeaders headers, String field) {
        List<String> members = new ArrayList<>();
        for (String line : headers.allValues(field)) {
            int begin = 0;
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (quoted && c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    add(members, line.substring(begin, i));
                    begin = i + 1;
                }
            }
            add(members, line.substring(begin));
        }
        return members;
    }

    private static void add(List<String> members, String member) {
        if (!member.isBlank()) {
            members.add(member.strip());
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
        String digits = argument.strip();
        if (digits.length() > 1 && digits.startsWith("\"") && digits.endsWith("\"")) {
            digits = digits.substring(1, digits.length() - 1).strip();
        }
        return OptionalLong.of(Math.max(0, deltaSeconds(digits)));
    }

    /** A number of seconds (section 1.2.2), or -1 if the text is none. */
    static long deltaSeconds(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return -1;
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > MOST_DIGITS ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(digits));
    }

    /** The same as a duration, or null if it is not there. */
    @Nullable
    Duration duration(String name) {
        OptionalLong seconds = seconds(name);
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : null;
    }
}
