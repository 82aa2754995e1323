package io.github.imgproxy4j.strangers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A program of this machine that was started, with what it writes in a file of {@code target/logs}. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        atExit = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a program.
     *
     * @param name what its log is called
     * @param environment variables besides those of this JVM
     */
    static Program start(String name, Path folder, Map<String, String> environment, List<String> command) {
        Path log = Folders.TARGET.resolve("logs/" + name + ".log");
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new Program(builder.start(), log);
        } catch (IOException unstartable) {
            throw new UncheckedIOException("cannot start " + command, unstartable);
        }
    }

    /** Runs a program to its end, which must be a good one. */
    static void run(String name, Path folder, Map<String, String> environment, List<String> command) {
        try (Program program = start(name, folder, environment, command)) {
            boolean ended = program.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended || program.process.exitValue() != 0) {
                throw new IllegalStateException(
                        command + (ended ? " failed" : " does not end") + " in " + folder + ":\n" + program.log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The JDK that runs this test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether a program of this name is on the PATH. */
    static boolean isThere(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Waits for a line; its first group. */
    String awaitLine(String line) {
        Pattern pattern = Pattern.compile(line);
        Awaitility.await()
                .alias("'" + line + "' in " + log)
                .atMost(PATIENCE)
                .pollInterval(GLANCE)
                .until(() -> !process.isAlive() || pattern.matcher(log()).find());
        Matcher found = pattern.matcher(log());
        if (!found.find()) {
            throw new IllegalStateException("ended without the line '" + line + "':\n" + log());
        }
        return found.group(found.groupCount());
    }

    /** All that it has written so far. */
    String log() {
        try {
            return new String(Files.readAllBytes(log), Charset.defaultCharset());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook finds nothing left to do.
        }
    }

    private void end() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
