package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The HTML of the same picture with 24 candidates once more. */
@State(Scope.Thread)
public class PictureAgainBenchmark {
    private final Pictures pictures = new Pictures();
    private final String source = Site.SOURCE;

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pictures.byLibrary(source);
    }

    /** By hand, with nothing kept. */
    @Benchmark
    public String plainJdk() {
        return pictures.byHand(source);
    }
}
