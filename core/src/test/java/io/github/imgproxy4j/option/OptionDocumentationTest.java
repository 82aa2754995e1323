package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/options.md} says what the code says. */
class OptionDocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "options.md");
    private static final Pattern CALL = Pattern.compile("`(\\w+)\\([^`]*\\)`");

    /** Long name, short name and aliases, calls, arguments, edition, type. */
    private static final Map<String, String[]> ROWS = rows();

    @ParameterizedTest
    @EnumSource(OptionName.class)
    void everyOptionHasARowWithItsNamesEditionAndType(OptionName option) {
        String[] row = ROWS.get("`" + option.longName() + "`");
        String type = typeOf(option);

        assertThat(row).isNotNull();
        assertThat(row[1])
                .isEqualTo(Stream.concat(Stream.of(option.shortName()), option.aliases().stream())
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(" ")));
        assertThat(row[4]).isEqualTo(option.isPro() ? "Pro" : "open source");
        String source = "../core/src/main/java/io/github/imgproxy4j/option/" + type + ".java";
        assertThat(row[5]).isEqualTo("[`" + type + "`](" + source + ")");
        assertThat(DOCUMENT.resolveSibling(source)).exists();
    }

    @ParameterizedTest
    @EnumSource(OptionName.class)
    void everyCallExists(OptionName option) {
        Set<String> methods = Arrays.stream(ImageBuilder.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        List<String> calls = CALL.matcher(ROWS.get("`" + option.longName() + "`")[2])
                .results()
                .map(call -> call.group(1))
                .toList();

        assertThat(calls).isNotEmpty();
        assertThat(methods).containsAll(calls);
    }

    @Test
    void nothingElseHasARow() {
        assertThat(ROWS).hasSize(OptionName.values().length);
    }

    private static String typeOf(OptionName option) {
        return OptionTable.rows().stream()
                .map(OptionTable.Row::option)
                .filter(value -> value instanceof TypedOption typed && typed.optionName() == option)
                .findFirst()
                .orElseThrow()
                .getClass()
                .getSimpleName();
    }

    private static Map<String, String[]> rows() {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                    .collect(Collectors.toMap(row -> row[0], Function.identity()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
