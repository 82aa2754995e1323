package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A JSP of 100 pictures in two densities once more, and one that has their HTML as literal text. */
@State(Scope.Benchmark)
public class JspPageBenchmark {
    private final JspPages pages = new JspPages();

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

    /** Ends the engine. */
    @TearDown
    public void close() {
        pages.close();
    }
}
