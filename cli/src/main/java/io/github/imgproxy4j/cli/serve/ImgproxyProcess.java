package io.github.imgproxy4j.cli.serve;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An imgproxy process of the server, on a loopback port: restarted whenever it ends, stopped with the server.
 * Thread-safe.
 *
 * <p>If {@code setpriv} of util-linux is on the PATH, the kernel ends imgproxy even if the server is killed.
 */
final class ImgproxyProcess implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(ImgproxyProcess.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** After this time a run is considered successful, and the next pause is the shortest again. */
    private static final Duration GOOD_RUN = Duration.ofMinutes(1);

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(25);
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(1);

    /** Linux and others give ports from 32768 or 49152 on to outgoing connections. */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 12_000;
    private static final int MOST_TRIES = 100;

    private final ProcessBuilder builder;
    private final Path binary;
    private final URI url;
    private final Consumer<String> lines;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread supervisor = new Thread(this::supervise, "imgproxy");
    private volatile @Nullable Process process;
    private volatile @Nullable String ended;

    /**
     * One that is not started yet.
     *
     * @param binary what to run
     * @param environment its variables; those of its address are replaced, and those of this program left out
     * @param lines receives its output
     * @throws IOException if there is no free port
     */
    ImgproxyProcess(Path binary, Map<String, String> environment, Consumer<String> lines) throws IOException {
        this.binary = binary;
        this.lines = lines;
        int port = freePort();
        this.url = URI.create("http://127.0.0.1:" + port);
        this.builder = new ProcessBuilder(command(binary, environment)).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables(environment, port));
    }

    /** Where it listens. */
    URI url() {
        return url;
    }

    /**
     * Not one that the system may give to outgoing connections: a client that connects to such a port again and again
     * while no process listens there may be connected to itself, and imgproxy finds its port in use.
     */
    private static int freePort() throws IOException {
        IOException last = new IOException("no port from " + LOWEST_PORT + " on is free");
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }

    /**
     * Started by the supervisor's thread, which lives as long as the server: for the kernel, the end of this thread is
     * the end of the parent.
     */
    private static List<String> command(Path binary, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        Path setpriv = ImgproxyBinary.onPath("setpriv", environment);
        if (setpriv != null) {
            command.addAll(List.of(setpriv.toString(), "--pdeathsig", "TERM"));
        }
        command.add(binary.toString());
        return command;
    }

    private static Map<String, String> variables(Map<String, String> environment, int port) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> name.startsWith("IMGPROXY4J_"));
        variables.keySet().removeAll(List.of("PORT", "IMGPROXY_NETWORK", "IMGPROXY_PATH_PREFIX"));
        variables.put("IMGPROXY_BIND", "127.0.0.1:" + port);
        return variables;
    }

    /** The binary, for display. */
    @Override
    public String toString() {
        return binary.toString();
    }

    void start() {
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /**
     * Returns when it is ready.
     *
     * @throws IOException if it ends before, or is not ready in time
     */
    void awaitReady(Duration limit) throws IOException, InterruptedException {
        long startedNanos = System.nanoTime();
        while (!isReady()) {
            if (ended != null) {
                throw new IOException(ended + " before it was ready; see its last lines above");
            }
            if (System.nanoTime() - startedNanos > limit.toNanos()) {
                throw new IOException(binary + " is not ready within " + limit.toSeconds() + " seconds");
            }
            if (closed.await(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("stopped while " + binary + " was starting");
            }
        }
        log.info("imgproxy is ready");
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url.resolve("/health").toURL().openConnection();
            connection.setConnectTimeout((int) LONGEST_PROBE.toMillis());
            connection.setReadTimeout((int) LONGEST_PROBE.toMillis());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void supervise() {
        Duration pause = SHORTEST_PAUSE;
        try {
            do {
                long startedNanos = System.nanoTime();
                String end = run();
                if (closed.getCount() == 0) {
                    return;
                }
                boolean good = System.nanoTime() - startedNanos > GOOD_RUN.toNanos();
                pause = good ? SHORTEST_PAUSE : pause;
                ended = end;
                log.warn("{}; it is started again in {} ms", end, pause.toMillis());
                Duration next = pause.multipliedBy(2);
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
            } while (true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs it once, and returns how it ended. */
    private String run() throws InterruptedException {
        try {
            Process running = builder.start();
            process = running;
            if (closed.getCount() == 0) {
                running.destroy();
            }
            running.getOutputStream().close();
            print(running);
            return binary + " ended with status " + running.waitFor();
        } catch (IOException notStarted) {
            return binary + " could not be run: " + notStarted.getMessage();
        }
    }

    private void print(Process running) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.accept("imgproxy | " + line);
            }
        }
    }

    /** Stops it gracefully, or forcibly after a few seconds. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        Process running = process;
        if (running == null) {
            return;
        }
        // Process.destroy would close the streams, and its last lines would be lost.
        running.toHandle().destroy();
        try {
            if (!running.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
            supervisor.join(TIME_TO_END.toMillis());
        } catch (InterruptedException hurried) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
