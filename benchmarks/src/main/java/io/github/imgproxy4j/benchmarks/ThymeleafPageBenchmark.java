package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A template of 100 pictures in two densities once more, and one that has their HTML as literal text. */
@State(Scope.Benchmark)
public class ThymeleafPageBenchmark {
    private final ThymeleafPages pages = new ThymeleafPages();

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
