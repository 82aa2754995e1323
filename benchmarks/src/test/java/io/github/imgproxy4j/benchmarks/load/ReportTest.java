package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void targetsSayWhetherTheyAreMet() {
        Report report = new Report();
        report.atLeast("ratio", 0.95, 0.94);
        report.atLeast("ratio", 0.95, 0.95);
        report.atMost("ms", 5, 5.5);
        report.atMost("ms", 5, 5);

        assertThat(report.text().lines().skip(5))
                .containsExactly(
                        "| ratio | at least 0.95 | 0.94 | **no** |",
                        "| ratio | at least 0.95 | 0.95 | yes |",
                        "| ms | at most 5.00 | 5.50 | **no** |",
                        "| ms | at most 5.00 | 5.00 | yes |");
    }

    @Test
    void aTableHasItsHeadingAndANumberPerColumn() {
        String text =
                new Report.Table("Hits", "", "requests/s").row("memory", "12").text();

        assertThat(text).isEqualTo("### Hits\n\n|  | requests/s |\n| --- | ---: |\n| memory | 12 |\n");
    }

    @Test
    void figuresHaveAsManyDigitsAsMeanSomething() {
        assertThat(Report.number(12345.6)).isEqualTo("12,346");
        assertThat(Report.number(12.34)).isEqualTo("12.3");
        assertThat(Report.number(0.123)).isEqualTo("0.12");
        assertThat(Report.spread(List.of(3.0, 1.0, 2.0))).isEqualTo("2.00 (1.00 to 3.00)");
    }

    @Test
    void aComparisonSaysWhichDifferencesExceedTheNoise() {
        var clear = new Compare.Figures(List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(6.0, 7.0, 8.0, 9.0, 10.0));
        var noise = new Compare.Figures(List.of(1.0, 2.0, 3.0, 4.0, 6.0), List.of(5.0, 7.0, 8.0, 9.0, 10.0));

        assertThat(Compare.table("x", Map.of("clear", clear)).text())
                .contains("| 2.67 | 0.01 | **exceeds the noise** |");
        assertThat(Compare.table("x", Map.of("not", noise)).text()).contains("| noise |");
    }
}
