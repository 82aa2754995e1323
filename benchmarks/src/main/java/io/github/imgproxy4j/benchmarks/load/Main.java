package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.Run;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures all scenarios and writes the report. */
public final class Main {
    private static final List<String> CONTAINERS = List.of("jetty", "tomcat");
    private static final String ALL = "hits,misses,s3,herd,slow,warming,start,growth,signing";

    /** Takes four minutes by itself. */
    private static final String JMH = "jmh";

    /** Needs other tools than the rest, and a section of its own. */
    private static final String EMBEDDED = "embedded";

    /** Longer than any scenario takes that goes well. */
    private static final int LONGEST_MINUTES = 15;

    private final Path file;
    private final Bench bench;
    private final Report report = new Report();
    private final List<Java> javas;
    private final Path teeProxy;

    private Main(Path file, Bench bench, List<Java> javas, Path teeProxy) {
        this.file = file;
        this.bench = bench;
        this.javas = javas;
        this.teeProxy = teeProxy;
    }

    /**
     * The command line.
     *
     * @param arguments {@code --work} folder for what is needed meanwhile, {@code --report} file, {@code --classpath} of
     *     the server under test, {@code --tee-proxy} folder, {@code --version} of the sources, and if wanted
     *     {@code --full}, {@code --jvm} options of the server, {@code --files} in one more store of the growth, and {@code --only} with some of {@value #ALL},
     *     {@value #JMH} and {@value #EMBEDDED}; for the latter, {@code --imgproxy} a program or the URL of a server, and
     *     {@code --photos} the folder of the demo's photos
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Arguments given = new Arguments(arguments);
        String classPath = given.get("--classpath");
        String options = given.find("--jvm");
        String[] jvmOptions = options == null ? new String[0] : options.split(" ", -1);
        List<Java> javas = new ArrayList<>(List.of(Machine.thisJava(classPath).with(jvmOptions)));
        if (given.has("--full")) {
            Machine.java25(classPath).map(java -> java.with(jvmOptions)).ifPresent(javas::add);
        }
        Workbench workbench = new Workbench(Path.of(given.get("--work")));

        String only = given.find("--only");
        Java helper = Machine.thisJava(System.getProperty("java.class.path"));
        try (Bench bench = new Bench(given.pace(), workbench, helper)) {
            Main main = new Main(Path.of(given.get("--report")), bench, javas, Path.of(given.get("--tee-proxy")));
            main.describe(given);
            String all = given.has("--full") ? ALL + "," + JMH : ALL;
            main.run(Set.of((only == null ? all : only).split(",", -1)), given);
        }
    }

    private void describe(Arguments given) throws IOException, InterruptedException {
        report.condition(LocalDate.now(ZoneOffset.UTC) + ", sources " + given.get("--version") + ", "
                + (given.has("--full") ? "full mode" : "short mode: the order of magnitude"));
        Machine.describe(report, javas);
        Pace pace = bench.pace();
        report.condition("Medians of " + pace.rounds() + " interleaved rounds of " + pace.seconds() + " s after "
                + pace.warmSeconds() + " s of warming, with the least and the greatest in parentheses;"
                + " a ratio is the median of the ratios of the rounds");
    }

    private void run(Set<String> wanted, Arguments given) throws IOException, InterruptedException {
        if (wanted.contains(EMBEDDED)) {
            EmbeddedPictures pictures =
                    new EmbeddedPictures(bench, report, given.find("--imgproxy"), Path.of(given.get("--photos")));
            attempt(EMBEDDED, () -> pictures.run(javas.get(0)));
        }
        if (wanted.contains("signing")) {
            attempt("signing", new Signing(report)::run);
        }
        if (wanted.contains("hits")) {
            everywhere("hits", () -> new Hits(bench, report)::run);
        }
        if (wanted.contains("misses")) {
            everywhere("misses", () -> new Misses(bench, report)::run);
        }
        for (String container : CONTAINERS) {
            if (wanted.contains("herd")) {
                attempt("herd", new Herd(bench, report)::run, container, javas.get(0));
            }
            if (wanted.contains("slow")) {
                attempt("slow clients", new SlowClients(bench, report)::run, container, javas.get(0));
                attempt("most slow clients", new SlowClients(bench, report)::runMost, container, javas.get(0));
            }
        }
        if (wanted.contains("s3")) {
            attempt("s3", new S3(bench, report, teeProxy)::run, CONTAINERS.get(0), javas.get(0));
        }
        if (wanted.contains("warming")) {
            attempt("warming", new Warming(bench, report)::run, CONTAINERS.get(0), javas.get(0));
        }
        if (wanted.contains("start")) {
            attempt("start", new Start(bench, report)::run, CONTAINERS.get(0), javas.get(0));
        }
        if (wanted.contains("growth")) {
            List<Integer> stored = new ArrayList<>(bench.pace().growth());
            String more = given.find("--files");
            if (more != null) {
                stored.add(Integer.parseInt(more));
            }
            attempt("growth", new Growth(bench, report, stored)::run, CONTAINERS.get(0), javas.get(0));
        }
        if (wanted.contains(JMH)) {
            attempt("jmh", () -> report.section("Signing, keys and markup", Run.table()));
        }
    }

    private void everywhere(String name, Callable<Scenario> scenarios) throws IOException, InterruptedException {
        for (Java java : javas) {
            for (String container : CONTAINERS) {
                attempt(name, (where, jvm) -> scenarios.call().run(where, jvm), container, java);
            }
        }
    }

    private void attempt(String name, Scenario scenario, String container, Java java)
            throws IOException, InterruptedException {
        attempt(name + ", " + container + ", " + java.name(), () -> scenario.run(container, java));
    }

    /** What one scenario could not measure must not cost what the others did. */
    private void attempt(String what, Step step) throws IOException, InterruptedException {
        System.err.printf(Locale.ROOT, "%tT measuring %s%n", System.currentTimeMillis(), what);
        Set<Running> before = bench.workbench().running();
        ExecutorService thread = Executors.newSingleThreadExecutor(Main::daemon);
        try {
            Future<?> done = thread.submit(() -> {
                step.run();
                return null;
            });
            done.get(LONGEST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException failed) {
            giveUp(what, Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (TimeoutException hanging) {
            giveUp(what, new IOException("took longer than " + LONGEST_MINUTES + " minutes", hanging));
        } finally {
            thread.shutdownNow();
            bench.workbench().stopAllBut(before);
            Files.writeString(file, report.text());
        }
    }

    /** What hangs must not keep this JVM. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scenario");
        thread.setDaemon(true);
        return thread;
    }

    private void giveUp(String what, Throwable reason) {
        reason.printStackTrace();
        report.condition("**Not measured: " + what + ".** "
                + String.valueOf(reason.getMessage()).lines().findFirst().orElse(""));
    }

    @FunctionalInterface
    private interface Scenario {
        void run(String container, Java java) throws Exception;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
