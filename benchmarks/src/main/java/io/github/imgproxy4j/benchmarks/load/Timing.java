package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** First-byte and last-byte times of several ways to one image, asked one after the other in turns. For one thread. */
final class Timing implements Closeable {
    private final Map<String, Way> ways = new LinkedHashMap<>();

    Timing way(String name, Running server, Function<Variant, String> target) throws IOException {
        ways.put(name, new Way(new Probe(server.port()), target, new ArrayList<>(), new ArrayList<>()));
        return this;
    }

    /** Asks each way for as many fresh variants; a tenth of them is not counted. */
    Timing run(Variants variants, int count) throws IOException {
        int warm = count / 10;
        for (int i = 0; i < warm + count; i++) {
            for (Way way : ways.values()) {
                Probe.Reply reply =
                        way.probe.get(way.target.apply(variants.fresh(1).get(0)));
                if (reply.status() != 200) {
                    throw new IOException("answered " + reply.status() + " " + reply.headers());
                }
                if (i >= warm) {
                    way.firstByteMillis.add(reply.firstByteNanos() / 1e6);
                    way.lastByteMillis.add(reply.lastByteNanos() / 1e6);
                }
            }
        }
        return this;
    }

    /** What a way adds to another at the first byte, in milliseconds. */
    double addedToFirstByte(String name, String other, double percent) {
        return Numbers.percentile(way(name).firstByteMillis, percent)
                - Numbers.percentile(way(other).firstByteMillis, percent);
    }

    private Way way(String name) {
        Way way = ways.get(name);
        if (way == null) {
            throw new IllegalArgumentException("no way is called " + name);
        }
        return way;
    }

    static Report.Table table(String heading) {
        return new Report.Table(heading, "", "first byte, median, ms", "99 %, ms", "last byte, median, ms", "99 %, ms");
    }

    /** Adds a row for each way. */
    void rows(Report.Table table, String subject) {
        ways.forEach((name, way) -> table.row(
                subject + ", " + name,
                Report.number(Numbers.percentile(way.firstByteMillis, 50)),
                Report.number(Numbers.percentile(way.firstByteMillis, 99)),
                Report.number(Numbers.percentile(way.lastByteMillis, 50)),
                Report.number(Numbers.percentile(way.lastByteMillis, 99))));
    }

    @Override
    public void close() throws IOException {
        for (Way way : ways.values()) {
            way.probe.close();
        }
    }

    private record Way(
            Probe probe, Function<Variant, String> target, List<Double> firstByteMillis, List<Double> lastByteMillis) {}
}
