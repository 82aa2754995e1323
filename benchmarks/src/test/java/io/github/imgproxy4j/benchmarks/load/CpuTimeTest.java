package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimeTest {
    @Test
    void userAndSystemTimeAreAddedWhateverTheNameOfTheProcess() {
        String stat = "42 (a ) b) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 7 8 20 0 1 0 100 1000 10 0";

        assertThat(CpuTime.ticks(stat)).isEqualTo(300);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasUsedTimeAndMemory() throws Exception {
        long pid = ProcessHandle.current().pid();

        assertThat(CpuTime.microsOf(pid)).isPositive();
        assertThat(CpuTime.peakResidentBytes(pid)).isGreaterThan(1024 * 1024);
    }
}
