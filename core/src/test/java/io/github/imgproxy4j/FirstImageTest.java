package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM loads for the first image of a program that has nothing but this module and the JDK. */
class FirstImageTest {
    private static final String OURS = Imgproxy.class.getPackageName() + ".";
    private static final Pattern LOADED = Pattern.compile("\\[class,load] (\\S+) source: ");

    /** There are 53; each costs about a tenth of a millisecond. */
    private static final int MOST_CLASSES = 55;

    private static List<String> loaded = List.of();

    @BeforeAll
    static void runsInAJvmOfItsOwn(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("classes.txt");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout:tags",
                        "-cp",
                        folderOf(Imgproxy.class) + File.pathSeparator + folderOf(FirstImage.class),
                        FirstImage.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(program.exitValue()).as(() -> read(log)).isZero();
        } finally {
            program.destroyForcibly();
        }
        loaded = LOADED.matcher(read(log))
                .results()
                .map((MatchResult line) -> line.group(1))
                .toList();
    }

    @Test
    void needsNothingButTheJdk() {
        assertThat(loaded)
                .contains("java.lang.Object", Imgproxy.class.getName())
                .allMatch(name -> name.startsWith(OURS) || name.matches("(javax?|jdk|sun|com\\.sun)\\..*"));
    }

    @Test
    void loadsFewClasses() {
        assertThat(loaded.stream().filter(name -> name.startsWith(OURS))).hasSizeBetween(10, MOST_CLASSES);
    }

    /** The first one of a program costs it several milliseconds. */
    @Test
    void makesNoLambda() {
        assertThat(loaded).noneMatch(name -> name.startsWith(OURS) && name.contains("$$Lambda"));
    }

    /** Patterns cost a millisecond, and most first images need none. */
    @Test
    void compilesNoPattern() {
        assertThat(loaded).doesNotContain("java.util.regex.Pattern");
    }

    private static String folderOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
