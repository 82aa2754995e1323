package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A template of 100 pictures in two densities once more, and one with a processor that does nothing. */
@State(Scope.Benchmark)
public class ThymeleafTagBenchmark {
    private final ThymeleafPages pages = new ThymeleafPages();

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pages.again();
    }

    /** What Thymeleaf takes. */
    @Benchmark
    public String idleProcessor() {
        return pages.idle();
    }
}
