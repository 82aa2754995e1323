package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** A JSP of 100 pictures in two densities once more, and one that has their HTML as literal text. */
public class JspPageBenchmark extends JspBenchmark {
    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pages.again();
    }

    /** By hand. */
    @Benchmark
    public String literalText() {
        return pages.literal();
    }
}
