package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Thumbnailer.Cost;
import io.github.imgproxy4j.benchmarks.load.Thumbnailer.Task;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import io.github.imgproxy4j.benchmarks.server.EmbeddedServer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pictures made by the embedded processor, by imgproxy and by vipsthumbnail, in turns. */
final class EmbeddedPictures {
    private static final List<String> SOURCE_FORMATS = List.of("jpg", "png", "webp");
    private static final List<String> FORMATS = List.of("jpg", "webp");
    /** Without TIFF, which libvips now and then reads out of order and gives up. */
    private static final List<String> PAIRED_SOURCES = List.of("jpg", "png", "gif", "webp", "bmp");

    private static final List<String> PAIRED_RESULTS = List.of("jpg", "png", "gif", "webp");
    private static final int PAIRED_WIDTH = 800;
    private static final List<Integer> WIDTHS = List.of(300, 800, 1600);
    private static final List<Integer> SRCSET = List.of(320, 640, 960, 1280, 1600, 1920);

    /** As many as a browser opens to one host. */
    private static final int CONNECTIONS = 6;

    private static final int GALLERY_WIDTH = 480;
    private static final String THUMBNAIL = "12mp.jpg";

    /** Rounds for each second of warming that the pace has. */
    private static final int WARM_ROUNDS = 3;

    private static final List<ToDoubleFunction<Cost>> FIGURES =
            List.of(Cost::cpu, Cost::wall, cost -> cost.bytes() / 1000.0);

    private final Bench bench;
    private final Report report;
    private final @Nullable String imgproxy;
    private final Path photos;

    /**
     * A scenario.
     *
     * @param imgproxy program or URL, or null for the program of that name on the PATH
     * @param photos the demo's; the gallery is left out if there are none
     */
    EmbeddedPictures(Bench bench, Report report, @Nullable String imgproxy, Path photos) {
        this.bench = bench;
        this.report = report;
        this.imgproxy = imgproxy;
        this.photos = photos;
    }

    void run(Java java) throws IOException, InterruptedException, ExecutionException {
        Path sources = bench.workbench().newFolder("sources");
        makeSources(sources);
        Running server = start(java, sources);
        List<Thumbnailer> tools = tools(server, sources);
        report(tools, measured(tools));
        pairs(tools);
        srcset(server);
        bench.workbench().stop(server);
        gallery(java);
    }

    private static void makeSources(Path folder) throws IOException {
        BufferedImage photo = PhotoFiles.photo(1632, 1224, 2);
        BufferedImage drawing = PhotoFiles.drawing(1632, 1224);
        Map<String, BufferedImage> images = Map.of("12mp", PhotoFiles.photo(4000, 3000, 1), "2mp", photo);
        for (Map.Entry<String, BufferedImage> image : images.entrySet()) {
            for (String format : SOURCE_FORMATS) {
                PhotoFiles.write(image.getValue(), folder.resolve(image.getKey() + "." + format));
            }
        }
        for (String format : PAIRED_SOURCES) {
            PhotoFiles.write(photo, folder.resolve("photo." + format));
            PhotoFiles.write(drawing, folder.resolve("drawing." + format));
        }
    }

    /** With as many threads all the time, so that the time of none is lost. */
    private Running start(Java java, Path sources) throws IOException {
        return bench.workbench()
                .startJava(
                        "embedded",
                        java.with("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads"),
                        EmbeddedServer.class,
                        List.of(sources.toString()));
    }

    private List<Thumbnailer> tools(Running server, Path sources) throws IOException, InterruptedException {
        List<Thumbnailer> tools = new ArrayList<>();
        tools.add(Thumbnailer.server("embedded", server.url(), server));
        String where = imgproxy == null ? onPath("imgproxy") : imgproxy;
        if (where != null && where.startsWith("http")) {
            tools.add(Thumbnailer.server("imgproxy", where, null));
        } else if (where != null) {
            tools.add(Thumbnailer.imgproxy(where, sources, bench.workbench()));
        }
        if (onPath("vipsthumbnail") != null) {
            tools.add(Thumbnailer.vips(sources, bench.workbench()));
        }
        report.condition("Beside the embedded processor: "
                + String.join(
                        ", ", tools.stream().skip(1).map(Thumbnailer::name).toList())
                + "; CPU is that of the process which makes the picture: warm servers, with compilers and garbage"
                + " collection, and a new process of vipsthumbnail for each picture");
        return tools;
    }

    private static @Nullable String onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** For each task the costs of each tool, round by round. */
    private Map<Task, List<List<Cost>>> measured(List<Thumbnailer> tools) throws IOException, InterruptedException {
        Map<Task, List<List<Cost>>> costs = new LinkedHashMap<>();
        for (String source : List.of("12mp", "2mp")) {
            for (String from : SOURCE_FORMATS) {
                for (int width : WIDTHS) {
                    for (String to : FORMATS) {
                        costs.put(new Task(source + "." + from, width, to), new ArrayList<>());
                    }
                }
            }
        }
        Pace pace = bench.pace();
        for (int round = -WARM_ROUNDS * pace.warmSeconds(); round < pace.rounds(); round++) {
            for (Map.Entry<Task, List<List<Cost>>> task : costs.entrySet()) {
                List<Cost> each = new ArrayList<>();
                for (Thumbnailer tool : round < 0 ? tools.subList(0, 1) : tools) {
                    each.add(tool.make(task.getKey()));
                }
                if (round >= 0) {
                    task.getValue().add(each);
                }
            }
        }
        return costs;
    }

    private void report(List<Thumbnailer> tools, Map<Task, List<List<Cost>>> costs) {
        List<String> columns = new ArrayList<>(List.of("source", "to"));
        tools.forEach(tool -> columns.add(tool.name() + " CPU, ms"));
        tools.forEach(tool -> columns.add(tool.name() + ", ms"));
        tools.forEach(tool -> columns.add(tool.name() + ", kB"));
        tools.stream().skip(1).forEach(tool -> columns.add("CPU : " + tool.name()));
        Report.Table table = new Report.Table("Pictures of the embedded processor", columns.toArray(String[]::new));
        Map<String, List<Double>> worst = new LinkedHashMap<>();
        costs.forEach((task, rounds) -> {
            List<String> row = new ArrayList<>(List.of(task.source(), task.width() + " px " + task.format()));
            for (ToDoubleFunction<Cost> figure : FIGURES) {
                for (int tool = 0; tool < tools.size(); tool++) {
                    row.add(Report.number(Numbers.median(column(rounds, tool, figure))));
                }
            }
            for (int tool = 1; tool < tools.size(); tool++) {
                double ratio =
                        Numbers.median(Numbers.ratios(column(rounds, 0, Cost::cpu), column(rounds, tool, Cost::cpu)));
                row.add(Report.number(ratio));
                worst.computeIfAbsent(tools.get(tool).name(), any -> new ArrayList<>())
                        .add(ratio);
                if (task.source().equals(THUMBNAIL) && task.format().equals("webp") && task.width() == WIDTHS.get(0)) {
                    report.atMost(
                            "CPU of a JPEG thumbnail as WebP : "
                                    + tools.get(tool).name(),
                            1,
                            ratio);
                }
            }
            table.row(row.toArray(String[]::new));
        });
        worst.forEach((tool, ratios) -> report.atMost(
                "CPU of any picture : " + tool + ", the highest of all", 1.2, Numbers.percentile(ratios, 100)));
        report.add(table);
    }

    /** The bytes of each pair of formats beside imgproxy's, of a photograph and of a drawing. */
    private void pairs(List<Thumbnailer> tools) throws IOException, InterruptedException {
        Optional<Thumbnailer> imgproxy =
                tools.stream().filter(tool -> tool.name().equals("imgproxy")).findFirst();
        if (imgproxy.isEmpty()) {
            return;
        }
        Report.Table table = new Report.Table(
                "Bytes for each pair of formats, of " + PAIRED_WIDTH + " px: embedded's in kB (ratio to imgproxy's)",
                Stream.concat(Stream.of("source"), PAIRED_RESULTS.stream()).toArray(String[]::new));
        List<Double> all = new ArrayList<>();
        for (String picture : List.of("photo", "drawing")) {
            for (String from : PAIRED_SOURCES) {
                List<String> row = new ArrayList<>(List.of(picture + "." + from));
                for (String to : PAIRED_RESULTS) {
                    Task task = new Task(picture + "." + from, PAIRED_WIDTH, to);
                    double ours = tools.get(0).make(task).bytes();
                    double ratio = ours / imgproxy.get().make(task).bytes();
                    all.add(ratio);
                    row.add(Report.number(ours / 1000) + " (" + Report.number(ratio) + ")");
                }
                table.row(row.toArray(String[]::new));
            }
        }
        report.atMost("bytes of a pair of formats : imgproxy's, the median of all", 1.05, Numbers.median(all));
        report.add(table);
    }

    private static List<Double> column(List<List<Cost>> rounds, int tool, ToDoubleFunction<Cost> figure) {
        return rounds.stream()
                .map(round -> figure.applyAsDouble(round.get(tool)))
                .toList();
    }

    /** Six sizes asked for at once beside the largest of them alone. */
    private void srcset(Running server) throws IOException, InterruptedException, ExecutionException {
        Report.Table table = new Report.Table(
                "A srcset of six, to " + SRCSET.get(SRCSET.size() - 1) + " px, beside the largest alone",
                "source",
                "to",
                "CPU, ms",
                "largest alone, CPU, ms",
                "CPU ratio",
                "ratio of the clock");
        for (String source : List.of("12mp.jpg", "12mp.png", "12mp.webp", "2mp.jpg")) {
            for (String format : FORMATS) {
                List<Cost> all = new ArrayList<>();
                List<Cost> largest = new ArrayList<>();
                for (int round = 0; round <= bench.pace().rounds(); round++) {
                    largest.add(atOnce(server, source, format, SRCSET.subList(SRCSET.size() - 1, SRCSET.size())));
                    all.add(atOnce(server, source, format, SRCSET));
                }
                List<Double> cpu = ratios(all, largest, Cost::cpu);
                List<Double> clock = ratios(all, largest, Cost::wall);
                String images = " of a srcset of six : its largest (" + source + ", " + format + ")";
                report.atMost("CPU" + images, 2, Numbers.median(cpu));
                report.atMost("clock" + images, 2, Numbers.median(clock));
                table.row(
                        source,
                        format,
                        median(all, Cost::cpu),
                        median(largest, Cost::cpu),
                        Report.spread(cpu),
                        Report.spread(clock));
            }
        }
        report.add(table);
    }

    private static List<Double> ratios(List<Cost> first, List<Cost> second, ToDoubleFunction<Cost> figure) {
        return Numbers.ratios(
                first.stream().map(figure::applyAsDouble).toList(),
                second.stream().map(figure::applyAsDouble).toList());
    }

    private static String median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Report.number(
                Numbers.median(costs.stream().map(figure::applyAsDouble).toList()));
    }

    private static Cost atOnce(Running server, String source, String format, List<Integer> widths)
            throws IOException, InterruptedException, ExecutionException {
        return atOnce(
                server,
                widths.stream().map(width -> new Task(source, width, format)).toList());
    }

    /** Over as many connections as a browser has. */
    private static Cost atOnce(Running server, List<Task> tasks)
            throws IOException, InterruptedException, ExecutionException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long cpu = CpuTime.nanosOfThreads(server.pid());
            long start = System.nanoTime();
            List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (Task task : tasks) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + task.path()))
                        .build();
                answers.add(connections.submit(() -> client.send(request, BodyHandlers.ofByteArray())));
            }
            long bytes = 0;
            for (Future<HttpResponse<byte[]>> answer : answers) {
                bytes += answer.get().body().length;
            }
            double wall = (System.nanoTime() - start) / 1e6;
            return new Cost((CpuTime.nanosOfThreads(server.pid()) - cpu) / 1e6, wall, bytes);
        } finally {
            connections.shutdownNow();
        }
    }

    /** All pictures of the demo, in a JVM that has just started, and in the same once more. */
    private void gallery(Java java) throws IOException, InterruptedException, ExecutionException {
        if (!Files.isDirectory(photos)) {
            return;
        }
        List<Task> tasks;
        try (Stream<Path> files = Files.list(photos)) {
            tasks = files.map(file -> file.getFileName().toString())
                    .map(name -> new Task(name, GALLERY_WIDTH, name.endsWith(".svg") ? "svg" : "webp"))
                    .toList();
        }
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int round = 0; round < bench.pace().rounds(); round++) {
            Running server = start(java, photos);
            first.add(atOnce(server, tasks).wall() / 1000);
            second.add(atOnce(server, tasks).wall() / 1000);
            bench.workbench().stop(server);
        }
        report.atMost(
                "seconds for the demo's gallery of " + tasks.size() + " pictures, right after the start",
                3,
                Numbers.median(first));
        report.add(new Report.Table(
                        "The demo's gallery of " + tasks.size() + " pictures, WebP of " + GALLERY_WIDTH + " px",
                        "JVM",
                        "seconds")
                .row("just started", Report.spread(first))
                .row("the same once more", Report.spread(second)));
    }
}
