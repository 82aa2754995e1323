package io.github.imgproxy4j.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes and ends them, whatever happens. For one thread, and another that ends this JVM.
 *
 * <p>The id of each process is written to the file {@code pids} in the work folder, from which the script ends what is
 * left should this JVM be killed.
 */
final class Workbench implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Path folder;
    private final List<Running> running = new CopyOnWriteArrayList<>();
    private int names;

    Workbench(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "closing"));
    }

    /** The path of a new file or folder, which is not made. */
    Path newPath(String name) {
        names++;
        return folder.resolve(names + "-" + name);
    }

    Path newFolder(String name) throws IOException {
        return Files.createDirectories(newPath(name));
    }

    /** A port that nobody uses now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a process.
     *
     * @param environment what is added to ours
     */
    Running start(String name, List<String> command, Map<String, String> environment) throws IOException {
        Path log = newPath(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Files.writeString(
                folder.resolve("pids"), process.pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Running started = new Running(name, process, log);
        running.add(started);
        return started;
    }

    /** Starts a process of ours, and waits until it has said its port. */
    Running startJava(String name, Java java, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(java.command());
        command.add(main.getName());
        command.addAll(arguments);
        Running started = start(name, command, Map.of());
        started.awaitPort();
        return started;
    }

    void stop(Running process) {
        running.remove(process);
        process.end();
    }

    /** The processes that run now. */
    Set<Running> running() {
        return Set.copyOf(running);
    }

    void stopAllBut(Set<Running> kept) {
        for (Running process : running) {
            if (!kept.contains(process)) {
                stop(process);
            }
        }
    }

    @Override
    public void close() {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).end();
        }
        running.clear();
    }

    /**
     * A JVM to start.
     *
     * @param name what a report calls it, {@code Java 17}
     * @param home its folder
     * @param classPath the class path
     * @param options further options
     */
    record Java(String name, Path home, String classPath, List<String> options) {
        Java with(String... more) {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of(more));
            return new Java(name, home, classPath, all);
        }

        List<String> command() {
            List<String> command = new ArrayList<>();
            command.add(home.resolve("bin/java").toString());
            command.addAll(options);
            command.add("-cp");
            command.add(classPath);
            return command;
        }
    }

    /** A process. */
    static final class Running {
        private final String name;
        private final Process process;
        private final Path log;
        private final BufferedReader out;
        private int port;

        Running(String name, Process process, Path log) {
            this.name = name;
            this.process = process;
            this.log = log;
            this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        void awaitPort() throws IOException {
            String prefix = "port=";
            String line = out.readLine();
            while (line != null && !line.startsWith(prefix)) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException(name + " did not start:\n" + Files.readString(log));
            }
            port = Integer.parseInt(line.substring(prefix.length()));
        }

        /** For a process that was told its port. */
        Running at(int knownPort) {
            port = knownPort;
            return this;
        }

        long pid() {
            return process.pid();
        }

        int port() {
            return port;
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        /** The answer of a process of ours to a line. */
        String ask(String question) {
            try {
                process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                String answer = out.readLine();
                if (answer == null) {
                    throw new IOException(name + " has ended:\n" + Files.readString(log));
                }
                return answer;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        /** All it has written, once it has ended. */
        String output() throws IOException, InterruptedException {
            StringBuilder text = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                text.append(line).append('\n');
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(name + " ended with " + status + ":\n" + text + Files.readString(log));
            }
            return text.toString();
        }

        private void end() {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
