package io.github.imgproxy4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What all rounds found, and their ratios as a Markdown table. For one thread. */
final class Report {
    static final String LIBRARY = "imgproxy4j";
    static final String BASELINE = "baseline";

    private final Map<String, Map<String, List<Round>>> benchmarks = new LinkedHashMap<>();

    /**
     * Adds what one round found.
     *
     * @param nanos the time of a call
     * @param bytes what a call allocates
     */
    void add(String benchmark, String way, double nanos, double bytes) {
        benchmarks
                .computeIfAbsent(benchmark, name -> new LinkedHashMap<>())
                .computeIfAbsent(way, name -> new ArrayList<>())
                .add(new Round(nanos, bytes));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text());
    }

    String text() {
        StringBuilder text = new StringBuilder(machine());
        text.append("\n| benchmark | imgproxy4j, ns | by hand, ns | ratio | ratios of the rounds |");
        text.append(" imgproxy4j, B/op | by hand, B/op |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        benchmarks.forEach((benchmark, ways) -> text.append(row(benchmark, ways)));
        return text.toString();
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s %s, Java %s, %d processors. Medians of interleaved rounds, of each the fastest iteration; a ratio below 1 means faster than by hand: with the JDK alone, or with the HTML as literal text.%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }

    private static String row(String benchmark, Map<String, List<Round>> ways) {
        List<Round> library = ways.getOrDefault(LIBRARY, List.of());
        List<Round> baseline = ways.getOrDefault(BASELINE, List.of());
        List<Double> ratios = IntStream.range(0, Math.min(library.size(), baseline.size()))
                .mapToObj(round -> library.get(round).nanos / baseline.get(round).nanos)
                .sorted()
                .toList();
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %.2f to %.2f | %,.0f | %,.0f |%n",
                benchmark,
                median(library, Round::nanos),
                median(baseline, Round::nanos),
                median(ratios),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                median(library, Round::bytes),
                median(baseline, Round::bytes));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private record Round(double nanos, double bytes) {}
}
