package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the benchmarks of JSPs share: the pages, and the end of their engine. */
@State(Scope.Benchmark)
public abstract class JspBenchmark {
    final JspPages pages = new JspPages();

    /** Ends the engine. */
    @TearDown
    public void close() {
        pages.close();
    }
}
