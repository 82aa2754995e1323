package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** A JSP of 100 pictures in two densities once more, and one with a tag that does nothing with its attributes. */
public class JspTagBenchmark extends JspBenchmark {
    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pages.again();
    }

    /** What the container takes. */
    @Benchmark
    public String idleTag() {
        return pages.idle();
    }
}
