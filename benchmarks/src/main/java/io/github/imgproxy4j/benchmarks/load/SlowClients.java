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

/** Many parallel misses of large bodies, whose clients read slowly. */
final class SlowClients {
    private static final int BODY_BYTES = 5 * 1024 * 1024;
    private static final int HEAP_MEGABYTES = 224;
    private static final int DIRECT_MEGABYTES = 32;

    /** 64 kB every 50 ms: a body takes four seconds. */
    private static final int READ_BYTES = 64 * 1024;

    private static final int PAUSE_MILLIS = 50;
    private static final int LONGEST_SECONDS = 180;

    private final Bench bench;
    private final Report report;

    SlowClients(Bench bench, Report report) {
        this.bench = bench;
        this.report = report;
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        Running server = bench.startServer(
                java.with("-Xmx" + HEAP_MEGABYTES + "m", "-XX:MaxDirectMemorySize=" + DIRECT_MEGABYTES + "m"),
                new ServerArguments(container)
                        .mount(
                                "/slow",
                                bench.upstream(),
                                BODY_BYTES + "-0-length",
                                "imgproxy.relay-size=16MB",
                                "imgproxy.store-dir=" + bench.workbench().newFolder("store")));
        int count = bench.pace().slowClients();
        long start = System.nanoTime();
        List<Client> clients = read(server.port(), bench.variants().fresh(count));
        double seconds = (System.nanoTime() - start) / 1e9;
        String[] peaks = server.ask("peaks").split(" ", -1);
        long resident = CpuTime.peakResidentBytes(server.pid());
        bench.workbench().stop(server);
        String where = container + ", " + java.name();
        int complete = count(clients, Outcome.COMPLETE);
        report.atLeast("complete of " + count + " parallel misses of 5 MB (" + where + ")", count, complete);
        report.atMost(
                "heap and direct memory with " + count + " slow clients, MB (" + where + ")", 256, mega(peaks[2]));
        report.add(new Report.Table(
                        count + " parallel misses of 5 MB with slow clients, heap limited to " + HEAP_MEGABYTES
                                + " MB: " + where,
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
        try {
            for (Variant variant : variants) {
                clients.add(new Client(port, "/slow" + variant.path()));
            }
            long giveUp = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
            while (clients.stream().anyMatch(client -> !client.ended) && System.nanoTime() < giveUp) {
                for (Client client : clients) {
                    client.read();
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
        private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
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

        void read() {
            if (ended) {
                return;
            }
            try {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    ended = true;
                    return;
                }
                if (head.isEmpty() && count > 0) {
                    head = new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1);
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
