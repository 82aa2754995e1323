package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hits in memory and in the file store, and the answers without a body, in one container. */
final class Hits {
    private static final int CONNECTIONS = 32;
    private static final int VARIANTS = 100;
    private static final String BARE = "bare servlet";
    private static final String MEMORY = "memory hit";
    private static final String FILE = "file hit";
    private static final String DEFAULT = "DefaultServlet";
    private static final String NGINX_CACHE = "nginx proxy_cache hit";
    private static final String NGINX_STATIC = "nginx static";

    private final Bench bench;
    private final Report report;
    private final Path files;
    private final Running nginx;
    private final List<Variant> variants;

    Hits(Bench bench, Report report) throws IOException, InterruptedException {
        this.bench = bench;
        this.report = report;
        this.files = bench.workbench().newFolder("files");
        this.nginx = Nginx.start(bench, files);
        this.variants = bench.variants().fresh(VARIANTS);
        for (int size : bench.pace().sizes()) {
            for (int i = 0; i < VARIANTS; i++) {
                bench.image(files.resolve(fileOf(size, i).substring(1)), answer(size));
            }
        }
    }

    private static String answer(int size) {
        return size + "-0-length";
    }

    private static String fileOf(int size, int number) {
        return "/files/" + size + "/" + number + ".webp";
    }

    void run(String container, Java java) throws IOException, InterruptedException {
        ServerArguments arguments = new ServerArguments(container).files(files);
        List<Integer> sizes = sizesOn(java);
        for (int size : sizes) {
            String store = bench.workbench().newFolder("store").toString();
            arguments
                    .mount("/memory" + size, bench.upstream(), answer(size), "imgproxy.memory-size=64MB")
                    .mount(
                            "/file" + size,
                            bench.upstream(),
                            answer(size),
                            "imgproxy.memory-size=0",
                            "imgproxy.store-dir=" + store);
        }
        Running server = bench.startServer(java.with("-Xms512m", "-Xmx512m"), arguments);
        String where = container + ", " + java.name();
        for (int size : sizes) {
            bodies(server, where, size);
        }
        withoutBody(server, where, sizes.get(0));
        bench.workbench().stop(server);
    }

    /** On other JVMs than this one the typical size will do. */
    private List<Integer> sizesOn(Java java) {
        return java.home().equals(Path.of(System.getProperty("java.home")))
                ? bench.pace().sizes()
                : List.of(Pace.TYPICAL);
    }

    private void bodies(Running server, String where, int size) throws IOException, InterruptedException {
        List<String> memory = targets("/memory" + size);
        List<String> file = targets("/file" + size);
        bench.prime(server, memory, "memory");
        bench.prime(server, file, "file");
        Requests inFiles = requests(IntStream.range(0, VARIANTS).mapToObj(number -> fileOf(size, number)));
        Contest contest = new Contest(bench, CONNECTIONS)
                .way(BARE, server, requests(memory.stream().map(target -> "/bare/hit" + target)))
                .way(MEMORY, server, requests(memory.stream()))
                .way(FILE, server, requests(file.stream()))
                .way(DEFAULT, server, inFiles)
                .way(NGINX_CACHE, nginx, requests(targets("/" + answer(size)).stream()))
                .way(NGINX_STATIC, nginx, inFiles)
                .run();
        String subject = where + ", " + Pace.nameOf(size);
        report.add(contest.table("Hits: " + subject, BARE));
        judge(contest, subject);
        report.add(new Report.Table("Processor time of a hit, in parts: " + subject, "", "ratio")
                .row(
                        "bare servlet : nginx proxy_cache, the least that a servlet takes",
                        ratio(contest, BARE, NGINX_CACHE))
                .row("memory hit : bare servlet, what is ours", ratio(contest, MEMORY, BARE))
                .row("file hit : bare servlet", ratio(contest, FILE, BARE))
                .row("DefaultServlet : bare servlet", ratio(contest, DEFAULT, BARE)));
    }

    private static String ratio(Contest contest, String way, String other) {
        return Report.number(contest.cpuRatio(way, other));
    }

    private void judge(Contest contest, String subject) {
        report.atLeast(
                "memory hit, requests/s : bare servlet (" + subject + ")", 0.95, contest.throughputRatio(MEMORY, BARE));
        report.atMost(
                "memory hit, CPU per request : nginx proxy_cache (" + subject + ")",
                1.5,
                contest.cpuRatio(MEMORY, NGINX_CACHE));
        report.atMost(
                "memory hit, 99 % at 32 connections, ms (" + subject + ")", 5, contest.median(MEMORY, Load::p99Millis));
        report.atLeast(
                "file hit, requests/s : DefaultServlet (" + subject + ")", 1.5, contest.throughputRatio(FILE, DEFAULT));
        if (subject.startsWith("tomcat")) {
            report.atLeast(
                    "file hit, requests/s : memory hit (" + subject + ")", 0.9, contest.throughputRatio(FILE, MEMORY));
        }
    }

    private void withoutBody(Running server, String where, int size) throws IOException, InterruptedException {
        List<String> memory = targets("/memory" + size);
        String etag = Probe.once(server.port(), memory.get(0)).header("ETag");
        List<String> absent = bench.variants()
                .freshStream(VARIANTS)
                .map(variant -> "/file" + size + "/cache/" + variant.key())
                .toList();
        List<String> forged = variants.stream()
                .map(variant -> "/memory" + size + variant.forgedPath())
                .toList();
        Contest contest = new Contest(bench, CONNECTIONS);
        String condition = "If-None-Match: " + etag;
        pair(contest, server, "304", memory, requests -> requests.withHeader(condition));
        pair(contest, server, "HEAD", memory, requests -> requests.withMethod("HEAD"));
        pair(contest, server, "404 on the cache route", absent, requests -> requests);
        pair(contest, server, "403", forged, requests -> requests);
        contest.run();
        report.add(contest.table("Without a body: " + where, name -> name.endsWith(BARE) ? name : bare(name)));
    }

    private static String bare(String name) {
        return name + ", " + BARE;
    }

    private void pair(
            Contest contest, Running server, String name, List<String> targets, UnaryOperator<Requests> change)
            throws IOException {
        String prefix = "/bare/" + name.replaceAll("[^0-9A-Z]", "");
        contest.way(name, server, change.apply(requests(targets.stream())));
        contest.way(bare(name), server, change.apply(requests(targets.stream().map(target -> prefix + target))));
    }

    private List<String> targets(String mount) {
        return variants.stream().map(variant -> mount + variant.path()).toList();
    }

    private Requests requests(Stream<String> targets) throws IOException {
        return Requests.get(bench.workbench().newPath("targets"), targets);
    }
}
