package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.benchmarks.load.Compare.Figures;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmokeTest {
    private static final Map<String, Figures> NOTHING = Map.of();
    private static final List<Double> EARLIER = List.of(100.0, 101.0, 102.0, 103.0, 104.0);

    @Test
    void whatGotSlowerBeyondTheNoiseIsAWarning() {
        Map<String, Figures> cost = Map.of("Signing, ns", figures(150, 151, 152, 153, 154));
        Map<String, Figures> throughput = Map.of("hit", figures(50, 51, 52, 53, 54));

        assertThat(Smoke.warnings(NOTHING, cost)).isEqualTo("\nwarning: Signing, ns is 1.49 of the earlier commit's\n");
        assertThat(Smoke.warnings(throughput, NOTHING)).isEqualTo("\nwarning: hit is 0.51 of the earlier commit's\n");
    }

    @Test
    void whatGotBetterIsNoWarning() {
        assertThat(Smoke.warnings(
                        Map.of("hit", figures(150, 151, 152, 153, 154)), Map.of("ns", figures(50, 51, 52, 53, 54))))
                .isEmpty();
    }

    @Test
    void whatLiesWithinTheNoiseIsNoWarning() {
        assertThat(Smoke.warnings(NOTHING, Map.of("ns", figures(99, 101, 150, 160, 170))))
                .isEmpty();
    }

    @Test
    void whatIsSureButSmallIsNoWarning() {
        assertThat(Smoke.warnings(NOTHING, Map.of("B", figures(105, 105.5, 106, 106.5, 107))))
                .isEmpty();
    }

    @Test
    void figuresAreReadFromTheOutput() throws Exception {
        Map<String, Figures> cost = new LinkedHashMap<>();
        Smoke.read("# of JMH\nfigures Signing 824.1 3160.0\nfigures Img 4323.0 13435.2\n", cost, true);
        Smoke.read("figures Signing 800.0 3000.0\nfigures Img 4000.0 13000.0\n", cost, false);

        assertThat(cost.keySet()).containsExactly("Signing, ns", "Signing, B", "Img, ns", "Img, B");
        assertThat(cost.get("Signing, ns")).isEqualTo(new Figures(List.of(824.1), List.of(800.0)));
        assertThatThrownBy(() -> Smoke.read("nothing", cost, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing");
    }

    private static Figures figures(double... later) {
        return new Figures(EARLIER, Arrays.stream(later).boxed().toList());
    }
}
