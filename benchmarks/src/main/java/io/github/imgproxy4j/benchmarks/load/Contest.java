package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Several ways to the same bytes, loaded in turns. For one thread. */
final class Contest {
    private final Bench bench;
    private final int connections;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    Contest(Bench bench, int connections) {
        this.bench = bench;
        this.connections = connections;
    }

    /** A way whose every run asks for the same. */
    Contest way(String name, Running server, Requests requests) {
        return way(name, server, seconds -> requests);
    }

    /** A way whose every run asks for something new. */
    Contest way(String name, Running server, Fresh requests) {
        ways.put(name, new Way(server, requests, new ArrayList<>()));
        return this;
    }

    /** Warms all ways, and measures them in turns; every other round goes backwards. */
    Contest run() throws IOException, InterruptedException {
        return run(bench.pace().warmSeconds());
    }

    /** The same after another time of warming, for ways of which each request takes long. */
    Contest run(int warmSeconds) throws IOException, InterruptedException {
        for (Way way : ways.values()) {
            load(way, warmSeconds);
        }
        for (int round = 0; round < bench.pace().rounds(); round++) {
            List<Way> turn = new ArrayList<>(ways.values());
            if (round % 2 == 1) {
                Collections.reverse(turn);
            }
            for (Way way : turn) {
                way.loads.add(load(way, bench.pace().seconds()));
            }
        }
        return this;
    }

    private Load load(Way way, int seconds) throws IOException, InterruptedException {
        Requests requests = way.requests.of(seconds);
        Load load = requests.method().equals("HEAD")
                ? ProbeLoad.run(way.server, requests, connections, seconds)
                : bench.wrk().run(way.server, requests, connections, seconds);
        if (load.broken() > 0) {
            throw new IOException(load.broken() + " of " + load.requests() + " requests broke off");
        }
        way.requests.check(load);
        if (way.requests.leavesWork()) {
            Bench.awaitQuiet(way.server);
        }
        return load;
    }

    /** The median ratio of requests per second, round by round. */
    double throughputRatio(String way, String other) {
        return Numbers.median(Numbers.ratios(values(way, Load::perSecond), values(other, Load::perSecond)));
    }

    /** The median ratio of processor time per request, round by round. */
    double cpuRatio(String way, String other) {
        return Numbers.median(Numbers.ratios(values(way, Load::cpuMicros), values(other, Load::cpuMicros)));
    }

    double median(String way, ToDoubleFunction<Load> figure) {
        return Numbers.median(values(way, figure));
    }

    private List<Double> values(String name, ToDoubleFunction<Load> figure) {
        Way way = ways.get(name);
        if (way == null) {
            throw new IllegalArgumentException("no way is called " + name);
        }
        return way.loads.stream().mapToDouble(figure).boxed().toList();
    }

    /** All figures; ratios are to one of the ways. */
    Report.Table table(String heading, String baseline) {
        return table(heading, name -> baseline);
    }

    /** All figures; each way has another to which its ratio is. */
    Report.Table table(String heading, UnaryOperator<String> baselineOf) {
        Report.Table table = new Report.Table(
                heading, "", "requests/s", "ratio", "median, ms", "99 %, ms", "CPU µs/request", "4xx and 5xx");
        ways.forEach((name, way) -> table.row(
                name,
                Report.spread(values(name, Load::perSecond)),
                Report.spread(
                        Numbers.ratios(values(name, Load::perSecond), values(baselineOf.apply(name), Load::perSecond))),
                Report.number(median(name, Load::medianMillis)),
                Report.number(median(name, Load::p99Millis)),
                Report.number(median(name, Load::cpuMicros)),
                refusedPercent(way)));
        return table;
    }

    private static String refusedPercent(Way way) {
        double refused = way.loads.stream().mapToLong(Load::refused).sum();
        double all = way.loads.stream().mapToLong(Load::requests).sum();
        return Report.number(100 * refused / all) + " %";
    }

    private record Way(Running server, Fresh requests, List<Load> loads) {}

    /** What to ask for in one run. */
    @FunctionalInterface
    interface Fresh {
        /** So many seconds will be spent on it. */
        Requests of(int seconds) throws IOException;

        /** Fails if the run did not measure what it should. */
        default void check(Load load) throws IOException {}

        /** Whether the server may have something left to do, which must not burden the next run. */
        default boolean leavesWork() {
            return false;
        }
    }
}
