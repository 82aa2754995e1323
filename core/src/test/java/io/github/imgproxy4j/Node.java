package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs JavaScript where there is a Node.js; without one the test is skipped and says so. */
final class Node {
    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

    private Node() {}

    /** The output of {@code node ARGUMENTS}, run in {@code src/test/js}, after it ended well. */
    static String run(Map<String, String> environment, String... arguments) throws Exception {
        requireNode();
        Ended ended = start(environment, arguments);
        assertThat(ended.exitCode).as(ended.output).isZero();
        return ended.output;
    }

    private static void requireNode() throws Exception {
        String version;
        try {
            version = start(Map.of(), "--version").output.strip();
        } catch (IOException absent) {
            version = String.valueOf(absent.getMessage());
        }
        Matcher major = VERSION.matcher(version);
        if (!major.lookingAt() || Integer.parseInt(major.group(1)) < OLDEST) {
            String reason = "node " + OLDEST + " or later is not on the PATH (" + version + ")";
            assertThat(Boolean.getBoolean("imgproxy4j.require.node")).as(reason).isFalse();
            System.out.println(reason + ": a test of core was skipped");
            abort(reason);
        }
    }

    /** The output goes through a file, so that a program which never ends cannot hold us in a read. */
    private static Ended start(Map<String, String> environment, String... arguments) throws Exception {
        Path output = Files.createTempFile("node", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
                .directory(Path.of("src/test/js").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean inTime = process.waitFor(2, TimeUnit.MINUTES);
            return new Ended(inTime ? process.exitValue() : -1, Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private record Ended(int exitCode, String output) {}
}
