package io.github.imgproxy4j.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The Node.js of this machine, where there is one. */
final class NodeJs {
    private static final int OLDEST = 20;
    private static final int PATIENCE_SECONDS = 300;

    private NodeJs() {}

    /** Ends a test that cannot run without Node.js: as skipped, or as failed if somebody requires it. */
    static void require() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("node-");
        var version = run(Path.of("."), folder, "node", "--version");
        Files.delete(folder.resolve("output"));
        Files.delete(folder);
        if (!isRecentEnough(version)) {
            skip(
                    "imgproxy4j.require.node",
                    "node " + OLDEST + " or later is not on the PATH ("
                            + version.output().strip() + "): the tests in JavaScript did not run");
        }
    }

    /** Aborts the test and says so in the log of the build, or fails it if the property is set. */
    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    static void skip(String property, String reason) {
        assertThat(Boolean.getBoolean(property)).as(reason).isFalse();
        System.out.println("NOT RUN: " + reason);
        abort(reason);
    }

    private static boolean isRecentEnough(Run version) {
        var major = Pattern.compile("v(\\d+)\\.").matcher(version.output());
        return version.exitCode() == 0 && major.lookingAt() && Integer.parseInt(major.group(1)) >= OLDEST;
    }

    /**
     * Runs a command to its end. The output goes through a file, so that a command which never ends cannot hold us in a
     * read.
     *
     * @param temp where that file is
     */
    static Run run(Path folder, Path temp, String... command) throws IOException, InterruptedException {
        var output = temp.resolve("output");
        Files.deleteIfExists(output);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            Files.writeString(output, "");
            return new Run(-1, String.valueOf(e.getMessage()));
        }
        try {
            var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Run(process.exitValue(), text) : new Run(-1, List.of(command) + " did not end\n" + text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    record Run(int exitCode, String output) {}
}
