package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** A JSP of 100 pictures that nobody has asked for before, and one that has such HTML as literal text. */
public class JspFirstPageBenchmark extends JspBenchmark {
    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pages.first();
    }

    /** By hand. */
    @Benchmark
    public String literalText() {
        return pages.literal();
    }
}
