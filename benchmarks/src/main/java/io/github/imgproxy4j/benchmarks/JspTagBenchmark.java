package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A JSP of 100 pictures in two densities once more, and one with a tag that does nothing with its attributes. */
@State(Scope.Benchmark)
public class JspTagBenchmark {
    private final JspPages pages = new JspPages();

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

    /** Ends the engine. */
    @TearDown
    public void close() {
        pages.close();
    }
}
