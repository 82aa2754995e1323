package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import io.github.imgproxy4j.benchmarks.server.S3Server;
import io.github.imgproxy4j.benchmarks.server.ServerUnderTest;
import io.github.imgproxy4j.benchmarks.server.StubUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What all scenarios share: the pace, the processes, the load generator, and the paths. For one thread. */
final class Bench implements AutoCloseable {
    private final Pace pace;
    private final Workbench workbench;
    private final Wrk wrk;
    private final Java helper;
    private final Variants variants = new Variants();
    private final Running upstream;

    /**
     * Starts the upstream.
     *
     * @param helper the JVM of the processes that are not measured
     */
    Bench(Pace pace, Workbench workbench, Java helper) throws IOException {
        this.pace = pace;
        this.workbench = workbench;
        this.wrk = new Wrk(workbench);
        this.helper = helper.with("-Xmx256m", "-XX:+UseSerialGC");
        this.upstream = workbench.startJava("upstream", this.helper, StubUpstream.class, List.of());
    }

    Pace pace() {
        return pace;
    }

    Workbench workbench() {
        return workbench;
    }

    Wrk wrk() {
        return wrk;
    }

    Variants variants() {
        return variants;
    }

    Running upstream() {
        return upstream;
    }

    /** The number of images that upstream made so far. */
    long upstreamCalls() {
        return Long.parseLong(upstream.ask("count"));
    }

    Running startS3() throws IOException {
        return workbench.startJava(
                "s3",
                helper.with("-Xmx2g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                S3Server.class,
                List.of());
    }

    /** Starts a server under test. */
    Running startServer(Java java, ServerArguments arguments) throws IOException {
        return workbench.startJava("server", java, ServerUnderTest.class, arguments.all());
    }

    /** A file with a body as the upstream sends it. */
    Path image(Path file, String answer) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(upstream.url() + "/" + answer + "/image"))
                .build();
        Files.createDirectories(file.getParent());
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(file));
        return file;
    }

    /** Asks for each target until the answer says that it came from the tier; from then on it always will. */
    void prime(Running server, List<String> targets, String tier) throws IOException, InterruptedException {
        String wanted = "hit; detail=" + tier;
        for (String target : targets) {
            long giveUp = System.nanoTime() + 20_000_000_000L;
            String status = cacheStatus(server, target);
            while (!status.contains(wanted)) {
                if (System.nanoTime() > giveUp) {
                    throw new IOException(target + " is answered with Cache-Status [" + status + "], not " + wanted);
                }
                Thread.sleep(5);
                status = cacheStatus(server, target);
            }
        }
    }

    private static String cacheStatus(Running server, String target) throws IOException {
        return Probe.once(server.port(), target).header("Cache-Status");
    }

    /** Waits until processes have nothing left to do, such as storing what was fetched. */
    static void awaitQuiet(Running... servers) throws IOException, InterruptedException {
        for (Running server : servers) {
            long before = CpuTime.microsOf(server.pid());
            for (int i = 0; i < 100; i++) {
                Thread.sleep(200);
                long now = CpuTime.microsOf(server.pid());
                if (now - before < 20_000) {
                    break;
                }
                before = now;
            }
        }
    }

    @Override
    public void close() {
        workbench.close();
    }

    /** The arguments of a server under test. */
    static final class ServerArguments {
        private final List<String> arguments = new ArrayList<>();

        ServerArguments(String container) {
            arguments.add("container=" + container);
        }

        /** Properties of the connector, {@code idleTimeout=120000}. */
        ServerArguments connector(List<String> properties) {
            properties.forEach(property -> arguments.add("connector." + property));
            return this;
        }

        /** The folder of the DefaultServlet. */
        ServerArguments files(Path folder) {
            arguments.add("files=" + folder);
            return this;
        }

        /** Where the plain proxy servlet goes. */
        ServerArguments proxyTo(Running upstream) {
            arguments.add("upstream=" + upstream.url());
            return this;
        }

        /** A filter in front of the upstream that gives this answer. */
        ServerArguments mount(String path, Running upstream, String answer, String... settings) {
            arguments.add("mount=" + path);
            arguments.addAll(Variants.settings());
            arguments.add("imgproxy.url=" + upstream.url() + "/" + answer);
            arguments.addAll(List.of(settings));
            return this;
        }

        /** A filter whose processor is in the same JVM. */
        ServerArguments embedded(String path, String... settings) {
            arguments.add("mount=" + path);
            arguments.addAll(Variants.settings());
            arguments.addAll(List.of(settings));
            return this;
        }

        List<String> all() {
            return arguments;
        }
    }
}
