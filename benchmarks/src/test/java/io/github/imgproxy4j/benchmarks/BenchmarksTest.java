package io.github.imgproxy4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    @TempDir
    Path folder;

    @Test
    void bothWaysToSignGiveTheSameUrls() {
        SigningBenchmark benchmark = new SigningBenchmark();

        assertThat(benchmark.imgproxy4j()).isEqualTo(benchmark.plainJdk());
        assertThat(benchmark.imgproxy4j().cached()).matches("https://images\\.example\\.com/[0-9a-f]{32}");
    }

    @Test
    void bothWaysToKeyGiveTheSameKey() {
        KeyBenchmark benchmark = new KeyBenchmark();

        assertThat(benchmark.imgproxy4j()).isEqualTo(benchmark.plainJdk()).matches("[0-9a-f]{32}");
    }

    @Test
    void bothWaysToVerifyGiveTheCanonicalPath() {
        VerificationBenchmark benchmark = new VerificationBenchmark();

        assertThat(benchmark.imgproxy4j()).isEqualTo(benchmark.plainJdk()).contains("/rs:fill:300:200/q:80/");
    }

    @Test
    void bothWaysToPrintAnImgGiveTheSameHtml() {
        ImgBenchmark benchmark = new ImgBenchmark();

        assertThat(benchmark.byLibrary(Site.SOURCE))
                .isEqualTo(benchmark.byHand(Site.SOURCE))
                .startsWith("<img src=");
    }

    @Test
    void bothWaysToPrintAPictureGiveTheSameHtml() {
        Pictures pictures = new Pictures();

        assertThat(pictures.byLibrary(Site.SOURCE))
                .isEqualTo(pictures.byHand(Site.SOURCE))
                .startsWith("<picture><source type=");
    }

    @Test
    void bothJspPagesAreTheSame() {
        JspPageBenchmark benchmark = new JspPageBenchmark();

        assertThat(benchmark.imgproxy4j()).isEqualTo(benchmark.literalText()).contains("alt=\"Photo 99\"");
        benchmark.close();
    }

    @Test
    void bothThymeleafPagesAreTheSame() {
        ThymeleafPageBenchmark benchmark = new ThymeleafPageBenchmark();

        assertThat(benchmark.imgproxy4j()).isEqualTo(benchmark.literalText()).contains("alt=\"Photo 99\"");
    }

    @Test
    void theHarnessRunsEveryBenchmark() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        Map<String, Set<String>> ways = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            int dot = name.lastIndexOf('.');
            ways.computeIfAbsent(name.substring(0, dot), benchmark -> new TreeSet<>())
                    .add(name.substring(dot + 1));
        }
        assertThat(ways)
                .isNotEmpty()
                .allSatisfy((benchmark, both) -> assertThat(both).hasSize(2).contains(Report.LIBRARY));
    }

    @Test
    void theReportStatesTheMedianRatioOfAllRounds() throws Exception {
        Report report = new Report();
        report.add("Signing", Report.LIBRARY, 100, 1200);
        report.add("Signing", Report.BASELINE, 200, 800);
        report.add("Signing", Report.LIBRARY, 300, 1200);
        report.add("Signing", Report.BASELINE, 300, 800);
        report.add("Signing", Report.LIBRARY, 150, 1200);
        report.add("Signing", Report.BASELINE, 200, 800);
        Path file = folder.resolve("report.md");

        report.write(file);

        assertThat(Files.readString(file)).contains("| Signing | 150 | 200 | 0.75 | 0.50 to 1.00 | 1,200 | 800 |");
    }
}
