package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/** Measures all scenarios and writes the report. */
public final class Main {
    private static final List<String> CONTAINERS = List.of("jetty", "tomcat");
    private static final String ALL = "hits,misses,s3,herd,slow,start,signing";

    private final Bench bench;
    private final Report report = new Report();
    private final List<Java> javas;
    private final Path teeProxy;

    private Main(Bench bench, List<Java> javas, Path teeProxy) {
        this.bench = bench;
        this.javas = javas;
        this.teeProxy = teeProxy;
    }

    /**
     * The command line.
     *
     * @param arguments {@code --work} folder for what is needed meanwhile, {@code --report} file, {@code --classpath} of
     *     the server under test, {@code --tee-proxy} folder, {@code --version} of the sources, and if wanted
     *     {@code --full}, {@code --jvm} options of the server, and {@code --only} with some of {@value #ALL}
     */
    public static void main(String... arguments) throws IOException, InterruptedException, RunnerException {
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
            Main main = new Main(bench, javas, Path.of(given.get("--tee-proxy")));
            main.describe(given);
            main.run(Set.of((only == null ? ALL : only).split(",", -1)));
            Files.writeString(Path.of(given.get("--report")), main.report.text());
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

    private void run(Set<String> wanted) throws IOException, InterruptedException, RunnerException {
        if (wanted.contains("signing")) {
            System.err.println("measuring signing");
            new Signing(report).run();
        }
        if (wanted.contains("hits")) {
            everywhere("hits", new Hits(bench, report)::run);
        }
        if (wanted.contains("misses")) {
            everywhere("misses", new Misses(bench, report)::run);
        }
        for (String container : CONTAINERS) {
            if (wanted.contains("herd")) {
                attempt("herd", new Herd(bench, report)::run, container, javas.get(0));
            }
            if (wanted.contains("slow")) {
                attempt("slow clients", new SlowClients(bench, report)::run, container, javas.get(0));
            }
        }
        if (wanted.contains("s3")) {
            attempt("s3", new S3(bench, report, teeProxy)::run, CONTAINERS.get(0), javas.get(0));
        }
        if (wanted.contains("start")) {
            attempt("start", new Start(bench, report)::run, CONTAINERS.get(0), javas.get(0));
        }
    }

    private void everywhere(String name, Scenario scenario) throws InterruptedException {
        for (Java java : javas) {
            for (String container : CONTAINERS) {
                attempt(name, scenario, container, java);
            }
        }
    }

    /** What one scenario could not measure must not cost what the others did. */
    private void attempt(String name, Scenario scenario, String container, Java java) throws InterruptedException {
        String what = name + ", " + container + ", " + java.name();
        System.err.println("measuring " + what);
        Set<Running> before = bench.workbench().running();
        try {
            scenario.run(container, java);
        } catch (IOException failed) {
            failed.printStackTrace();
            report.condition("**Not measured: " + what + ".** " + failed.getMessage());
            bench.workbench().stopAllBut(before);
        }
    }

    @FunctionalInterface
    private interface Scenario {
        void run(String container, Java java) throws IOException, InterruptedException;
    }
}
