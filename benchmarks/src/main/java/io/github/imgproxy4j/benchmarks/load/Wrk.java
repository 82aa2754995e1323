package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The load generator. */
final class Wrk {
    private static final String SCRIPT = "requests.lua";

    /** One thread of wrk keeps two processors of servers busy. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private final Workbench workbench;
    private final Path script;

    Wrk(Workbench workbench) throws IOException {
        this.workbench = workbench;
        this.script = workbench.newPath(SCRIPT);
        try (InputStream in = Wrk.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(in), script);
        }
    }

    /** Whether the machine has it. */
    static boolean isInstalled() {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Loads a server over so many connections, each with one request at a time. */
    Load run(Running server, Requests requests, int connections, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "-t" + THREADS,
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                server.url(),
                "--",
                String.valueOf(THREADS),
                requests.targets().toString(),
                requests.method()));
        command.addAll(requests.headers());
        long before = CpuTime.microsOf(server.pid());
        Running wrk = workbench.start("wrk", command, Map.of());
        String output = wrk.output();
        long after = CpuTime.microsOf(server.pid());
        workbench.stop(wrk);
        return parsed(output, after - before);
    }

    /** From the line that the script writes. */
    static Load parsed(String output, long cpuMicros) throws IOException {
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("figures ")) {
                String[] figures = line.split(" ", -1);
                long requests = Long.parseLong(figures[1]);
                return new Load(
                        requests,
                        Double.parseDouble(figures[2]) / 1e6,
                        Double.parseDouble(figures[3]) / 1e3,
                        Double.parseDouble(figures[4]) / 1e3,
                        Long.parseLong(figures[5]),
                        Long.parseLong(figures[6]),
                        (double) cpuMicros / Math.max(1, requests));
            }
        }
        throw new IOException("wrk said:\n" + output);
    }
}
