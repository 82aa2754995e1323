package io.github.imgproxy4j.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node.js of this machine, where there is one. */
public final class NodeJs {
    private static final int OLDEST = 20;
    private static final int PATIENCE_SECONDS = 300;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

    private NodeJs() {}

    /** Ends a test that cannot run without Node.js: as skipped, or as failed if somebody requires it. */
    public static void require() throws IOException, InterruptedException {
        Run version = run(Path.of("."), "node", "--version");
        Matcher major = VERSION.matcher(version.output());
        if (version.exitCode() != 0 || !major.lookingAt() || Integer.parseInt(major.group(1)) < OLDEST) {
            skip(
                    "imgproxy4j.require.node",
                    "node " + OLDEST + " or later is not on the PATH ("
                            + version.output().strip() + "): a test in JavaScript did not run");
        }
    }

    /** Aborts the test and says so in the log of the build, or fails it if the system property is set. */
    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    public static void skip(String property, String reason) {
        assertFalse(Boolean.getBoolean(property), reason);
        System.out.println("NOT RUN: " + reason);
        abort(reason);
    }

    /** Runs a command to its end. */
    public static Run run(Path folder, String... command) throws IOException, InterruptedException {
        return run(folder, Map.of(), command);
    }

    /**
     * Runs a command to its end. The output goes through a file, so that a command which never ends cannot hold us in a
     * read.
     *
     * @param environment variables besides those of this JVM
     */
    public static Run run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("node-", ".txt");
        try {
            return run(folder, environment, output, command);
        } finally {
            Files.delete(output);
        }
    }

    private static Run run(Path folder, Map<String, String> environment, Path output, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new Run(-1, String.valueOf(absent.getMessage()));
        }
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Run(process.exitValue(), text) : new Run(-1, List.of(command) + " did not end\n" + text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * A command that has ended.
     *
     * @param exitCode its own, or -1 if it could not be started or did not end
     * @param output what it wrote to both streams, or why there is nothing
     */
    public record Run(int exitCode, String output) {}
}
