package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many parallel misses of large bodies, whose clients read slowly. */
final class SlowClients {
    private static final int BODY_BYTES = 5 * 1024 * 1024;
    private static final int DIRECT_MEGABYTES = 32;

    /** Of so many bodies many clients get the same, so that not all of the disk is written. */
    private static final int SHARED_BODIES = 100;

    /** Longer than the kernel's buffer of a connection, which grows to 4 MB, takes to get room in it. */
    private static final String PATIENCE_MILLIS = "120000";

    /** What a connection that may be slow needs; files are not sent by the kernel, as with TLS they would not be. */
    private static final Map<String, List<String>> CONNECTORS = Map.of(
            "jetty", List.of("idleTimeout=" + PATIENCE_MILLIS),
            "tomcat",
                    List.of(
                            "connectionTimeout=" + PATIENCE_MILLIS,
                            "useSendfile=false",
                            "maxHttpHeaderSize=2048",
                            "socket.appReadBufSize=2048"));

    /** 64 kB every 50 ms: a body takes four seconds. */
    private static final int READ_BYTES = 64 * 1024;

    private static final int PAUSE_MILLIS = 50;
    private static final int LONGEST_SECONDS = 600;

    private final Bench bench;
    private final Report report;

    SlowClients(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        int count = bench.pace().slowClients();
        measure(container, java, 224, List.of(), bench.variants().fresh(count));
    }

    /** As many as there may be, in 512 MB of heap and direct memory. */
    void runMost(String container, Java java) throws IOException, InterruptedException {
        int count = bench.pace().mostSlowClients() / (container.equals("tomcat") ? 2 : 1);
        if (count == 0) {
            return;
        }
        List<Variant> bodies = bench.variants().fresh(SHARED_BODIES);
        List<Variant> asked = IntStream.range(0, count)
                .mapToObj(number -> bodies.get(number % SHARED_BODIES))
                .toList();
        measure(container, java, 480, CONNECTORS.getOrDefault(container, List.of()), asked);
    }

    private void measure(String container, Java java, int heap, List<String> connector, List<Variant> asked)
            throws IOException, InterruptedException {
        Running server = bench.startServer(
                java.with("-Xmx" + heap + "m", "-XX:MaxDirectMemorySize=" + DIRECT_MEGABYTES + "m"),
                new ServerArguments(container)
                        .connector(connector)
                        .mount(
                                "/slow",
                                bench.upstream(),
                                BODY_BYTES + "-0-length",
                                "imgproxy.relay-size=16MB",
                                "imgproxy.store-dir=" + bench.workbench().newFolder("store")));
        int count = asked.size();
        long start = System.nanoTime();
        List<Client> clients = read(server.port(), asked);
        double seconds = (System.nanoTime() - start) / 1e9;
        String[] peaks = server.ask("peaks").split(" ", -1);
        long resident = CpuTime.peakResidentBytes(server.pid());
        bench.workbench().stop(server);
        String where = container + ", " + java.name();
        int complete = count(clients, Outcome.COMPLETE);
        report.atLeast("complete of " + count + " parallel misses of 5 MB (" + where + ")", count, complete);
        report.atMost(
                "heap and direct memory with " + count + " slow clients, MB (" + where + ")",
                heap + DIRECT_MEGABYTES,
                mega(peaks[2]));
        report.add(new Report.Table(
                        count + " parallel misses of 5 MB with slow clients, heap limited to " + heap + " MB: " + where,
                        "",
                        "")
                .row("complete", String.valueOf(complete))
                .row("refused with 503 or closed", String.valueOf(count(clients, Outcome.REFUSED)))
                .row("cut short", String.valueOf(count(clients, Outcome.CUT)))
                .row("seconds", Report.number(seconds))
                .row("peak of heap, MB", Report.number(mega(peaks[0])))
                .row("peak of direct memory, MB", Report.number(mega(peaks[1])))
                .row("peak of both, MB", Report.number(mega(peaks[2])))
                .row("peak of resident memory, MB", Report.number(resident / 1e6)));
    }

    private static double mega(String bytes) {
        return Long.parseLong(bytes) / 1e6;
    }

    private static int count(List<Client> clients, Outcome outcome) {
        return (int)
                clients.stream().filter(client -> client.outcome() == outcome).count();
    }

    /** Reads all bodies a little at a time. */
    private static List<Client> read(int port, List<Variant> variants) throws IOException, InterruptedException {
        List<Client> clients = new ArrayList<>();
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (Variant variant : variants) {
                clients.add(new Client(port, "/slow" + variant.path()));
            }
            long giveUp = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
            while (clients.stream().anyMatch(client -> !client.ended) && System.nanoTime() < giveUp) {
                for (Client client : clients) {
                    client.read(buffer);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return clients;
        } finally {
            for (Client client : clients) {
                client.channel.close();
            }
        }
    }

    private enum Outcome {
        COMPLETE,
        REFUSED,
        CUT
    }

    private static final class Client {
        private final SocketChannel channel;
        private String head = "";
        private long bytes;
        private boolean ended;

        Client(int port, String target) throws IOException {
            channel = SocketChannel.open();
            // The kernel must not do the reading for us.
            channel.setOption(StandardSocketOptions.SO_RCVBUF, READ_BYTES);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
        }

        void read(byte[] buffer) {
            if (ended) {
                return;
            }
            try {
                int count = channel.read(ByteBuffer.wrap(buffer));
                if (count < 0) {
                    ended = true;
                    return;
                }
                if (head.isEmpty() && count > 0) {
                    head = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                    head = head.substring(0, head.indexOf("\r\n\r\n") + 4);
                    bytes -= head.length();
                }
                bytes += count;
            } catch (IOException cut) {
                ended = true;
            }
        }

        Outcome outcome() {
            if (!head.startsWith("HTTP/1.1 200 ")) {
                return Outcome.REFUSED;
            }
            return bytes == BODY_BYTES ? Outcome.COMPLETE : Outcome.CUT;
        }
    }
}
