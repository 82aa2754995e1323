package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    @Test
    void figuresAreReadFromTheLineOfTheScript() throws Exception {
        Load load = Wrk.parsed("Running 2s test\nfigures 1000 2000000 1500.0 9000.0 3 1\n", 50_000);

        assertThat(load).isEqualTo(new Load(1000, 2, 1.5, 9, 3, 1, 50));
        assertThat(load.perSecond()).isEqualTo(500);
    }

    @Test
    void outputWithoutFiguresIsAnErrorThatShowsIt() {
        assertThatThrownBy(() -> Wrk.parsed("unable to connect", 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unable to connect");
    }
}
