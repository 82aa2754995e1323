package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A template of 100 pictures that nobody has asked for before, and one that has such HTML as literal text. */
@State(Scope.Benchmark)
public class ThymeleafFirstPageBenchmark {
    private final ThymeleafPages pages = new ThymeleafPages();

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
