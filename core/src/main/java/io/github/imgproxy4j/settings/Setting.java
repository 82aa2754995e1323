package io.github.imgproxy4j.settings;

import io.github.imgproxy4j.internal.text.HttpUrls;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, its environment variable, the type and rule of its value, and its description.
 *
 * <p>Immutable and thread-safe. Settings are compared by identity; declare each as a constant.
 *
 * @param <T> the type of a valid value
 */
public final class Setting<T> {
    private static final long KIBI = 1024;

    private static final String HTTP_URL = "must be an http or https URL with a host, without query and fragment";

    /** A hundred years: longer durations overflow in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final String key;
    private final String environmentName;
    private final String description;
    private final Function<String, T> parser;

    /** The problem of a parsed value; empty if there is none. */
    private final Function<? super T, String> rule;

    private final @Nullable T defaultValue;
    private final boolean secret;
    private final UnaryOperator<String> remark;

    private Setting(
            String key,
            String environmentName,
            String description,
            Function<String, T> parser,
            Function<? super T, String> rule,
            @Nullable T defaultValue,
            boolean secret,
            UnaryOperator<String> remark) {
        this.key = key;
        this.environmentName = environmentName;
        this.description = description;
        this.parser = parser;
        this.rule = rule;
        this.defaultValue = defaultValue;
        this.secret = secret;
        this.remark = remark;
    }

    /**
     * A setting whose value is any text.
     *
     * @param key the name in properties and init-params, {@code imgproxy.proxy-url}
     * @param description one sentence for the table of settings
     * @return a setting without default; its environment variable is {@code IMGPROXY4J_} and the key's last part
     */
    public static Setting<String> text(String key, String description) {
        return new Setting<>(
                key,
                environmentNameOf(key),
                description,
                Function.identity(),
                value -> "",
                null,
                false,
                Setting::noRemark);
    }

    /**
     * A setting that is {@code true} or {@code false}; also {@code t}, {@code 1}, {@code f} and {@code 0}, as imgproxy
     * reads its variables. See {@link #text} for the parameters.
     */
    public static Setting<Boolean> flag(String key, String description) {
        return text(key, description).parsedBy(Setting::parseFlag);
    }

    /** A whole number within bounds, both inclusive. See {@link #text} for the other parameters. */
    public static Setting<Integer> wholeNumber(String key, int minimum, int maximum, String description) {
        String rule = "must be a whole number from " + minimum + " to " + maximum;
        return text(key, description)
                .parsedBy(text -> parseWholeNumber(text, rule))
                .checkedBy(number -> number >= minimum && number <= maximum, rule);
    }

    /** A number of bytes, with an optional unit ({@code KB}, {@code MB}, {@code GB}; 1 KB = 1024 bytes). */
    public static Setting<Long> byteCount(String key, String description) {
        return text(key, description)
                .parsedBy(Setting::parseByteCount)
                .checkedBy(bytes -> bytes >= 0, "must not be negative");
    }

    /**
     * A length of time such as {@code 500ms}, {@code 10s}, {@code 5m} or ISO-8601 ({@code PT10S}); never negative. A
     * number without a unit is in seconds, as in imgproxy's variables; a warning is added unless the setting has the
     * name of such a variable.
     */
    public static Setting<Duration> duration(String key, String description) {
        return text(key, description)
                .parsedBy(Setting::parseDuration)
                .checkedBy(duration -> !duration.isNegative(), "must not be negative")
                .checkedBy(duration -> duration.compareTo(LONGEST) <= 0, "must be 36500d or less")
                .withRemark(Setting::remarkOnSeconds);
    }

    /**
     * An absolute {@code http} or {@code https} URL without query and fragment. Its host may contain underscores; use
     * {@link HttpUrls#host} to get it. Non-ASCII letters are converted to Punycode.
     */
    public static Setting<URI> httpUrl(String key, String description) {
        return text(key, description).parsedBy(Setting::parseUrl).checkedBy(Setting::isHttpUrl, HTTP_URL);
    }

    /** One or more URLs as in {@link #httpUrl}, separated by commas. */
    public static Setting<List<URI>> httpUrls(String key, String description) {
        return text(key, description)
                .parsedBy(text -> Arrays.stream(text.split(",", -1))
                        .map(url -> parseUrl(url.strip()))
                        .toList())
                .checkedBy(urls -> !urls.isEmpty() && urls.stream().allMatch(Setting::isHttpUrl), HTTP_URL);
    }

    /** A path in the default file system; it need not exist. */
    public static Setting<Path> path(String key, String description) {
        return text(key, description).parsedBy(Setting::parsePath);
    }

    /** A constant of an enum, written in lower case with hyphens. */
    public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> choices, String description) {
        return text(key, description).parsedBy(text -> parseChoice(text, choices));
    }

    /** The same setting with another parser, which throws {@link IllegalArgumentException} with the rule. */
    public <U> Setting<U> parsedBy(Function<String, U> otherParser) {
        return new Setting<>(
                key, environmentName, description, otherParser, value -> "", null, secret, Setting::noRemark);
    }

    /**
     * The same setting with another rule.
     *
     * @param test the rule, true for valid values
     * @param otherRule the text of the rule for messages, {@code must be even}
     */
    public Setting<T> checkedBy(Predicate<? super T> test, String otherRule) {
        Function<? super T, String> earlier = rule;
        Function<? super T, String> both = value -> {
            String broken = earlier.apply(value);
            return broken.isEmpty() && !test.test(value) ? otherRule : broken;
        };
        return new Setting<>(key, environmentName, description, parser, both, defaultValue, secret, remark);
    }

    /** The same setting with a default value. */
    public Setting<T> withDefault(T value) {
        return new Setting<>(key, environmentName, description, parser, rule, value, secret, remark);
    }

    /**
     * The same setting with another environment variable, one that other programs use as well, whose values cause no
     * warning.
     */
    public Setting<T> withEnvironmentName(String name) {
        return new Setting<>(key, name, description, parser, rule, defaultValue, secret, Setting::noRemark);
    }

    /**
     * The same setting with warnings about valid values that are probably not intended.
     *
     * @param otherRemark the warning about a valid value, as the end of a sentence that begins with the setting and the
     *     value; empty for none
     */
    public Setting<T> withRemark(UnaryOperator<String> otherRemark) {
        return new Setting<>(key, environmentName, description, parser, rule, defaultValue, secret, otherRemark);
    }

    /** The same setting, whose value never appears in messages. */
    public Setting<T> asSecret() {
        return new Setting<>(key, environmentName, description, parser, rule, defaultValue, true, remark);
    }

    /** The name in properties and init-params, {@code imgproxy.proxy-url}. */
    public String key() {
        return key;
    }

    /** The name of the environment variable, {@code IMGPROXY4J_PROXY_URL}. */
    public String environmentName() {
        return environmentName;
    }

    /** The description, one sentence. */
    public String description() {
        return description;
    }

    /** The default value, or null. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** Whether messages mask the value. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Returns the value if the rule allows it; for builders that take values instead of texts.
     *
     * @throws NullPointerException naming the setting, if it is null
     * @throws IllegalArgumentException naming the setting, the value unless it is secret, and the rule
     */
    public T require(@Nullable T value) {
        if (value == null) {
            throw new NullPointerException(key + " must not be null");
        }
        String broken = rule.apply(value);
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(key + " [" + shown(value.toString()) + "] " + broken);
        }
        return value;
    }

    T parse(String text) {
        T value = parser.apply(text);
        String broken = rule.apply(value);
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(broken);
        }
        return value;
    }

    /** The warning about a valid value; empty if there is none. */
    String remark(String text) {
        return remark.apply(text);
    }

    String shown(String text) {
        return secret ? "***" : text;
    }

    /** The key, for use in messages. */
    @Override
    public String toString() {
        return key;
    }

    private static String environmentNameOf(String key) {
        String name = key.startsWith("imgproxy.") ? key.substring("imgproxy.".length()) : key;
        return "IMGPROXY4J_" + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    private static Boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Integer parseWholeNumber(String text, String rule) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(rule, notANumber);
        }
    }

    private static Long parseByteCount(String text) {
        String compact = text.toUpperCase(Locale.ROOT).replace(" ", "");
        List<String> units = List.of("KB", "MB", "GB");
        long factor = 1;
        for (String unit : units) {
            factor *= KIBI;
            if (compact.endsWith(unit)) {
                return scaled(compact.substring(0, compact.length() - unit.length()), factor);
            }
        }
        return scaled(compact, 1);
    }

    private static Long scaled(String digits, long factor) {
        try {
            return Math.multiplyExact(Long.parseLong(digits), factor);
        } catch (NumberFormatException | ArithmeticException notAByteCount) {
            throw new IllegalArgumentException("must be a number of bytes such as 65536, 64KB or 2GB", notAByteCount);
        }
    }

    private static Duration parseDuration(String text) {
        try {
            return Duration.parse(isoDuration(text));
        } catch (DateTimeParseException notADuration) {
            throw new IllegalArgumentException(
                    "must be seconds (10) or a duration such as 500ms, 10s, 5m or 2h", notADuration);
        }
    }

    private static String noRemark(String text) {
        return "";
    }

    private static String remarkOnSeconds(String text) {
        return text.matches("0*|.*[^0-9].*")
                ? ""
                : "is treated as " + text + " seconds; write " + text + "s, or " + text + "ms for milliseconds";
    }

    private static String isoDuration(String text) {
        String compact = text.toUpperCase(Locale.ROOT);
        if (compact.startsWith("P")) {
            return compact;
        }
        if (compact.endsWith("MS")) {
            String millis = "000" + compact.substring(0, compact.length() - 2);
            int point = millis.length() - 3;
            return "PT" + millis.substring(0, point) + "." + millis.substring(point) + "S";
        }
        boolean withoutUnit = Character.isDigit(compact.charAt(compact.length() - 1));
        return compact.endsWith("D") ? "P" + compact : "PT" + compact + (withoutUnit ? "S" : "");
    }

    private static URI parseUrl(String text) {
        try {
            return HttpUrls.read(text);
        } catch (URISyntaxException notAUrl) {
            throw new IllegalArgumentException("must be a URL: " + notAUrl.getReason(), notAUrl);
        }
    }

    private static boolean isHttpUrl(URI url) {
        return HttpUrls.isHttp(url)
                && HttpUrls.host(url) != null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException("must be a path: " + notAPath.getReason(), notAPath);
        }
    }

    private static <E extends Enum<E>> E parseChoice(String text, Class<E> choices) {
        return Arrays.stream(Objects.requireNonNull(choices.getEnumConstants()))
                .filter(choice -> spelled(choice).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(Setting::spelled)
                                .collect(Collectors.joining(", "))));
    }

    private static String spelled(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
