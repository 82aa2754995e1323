package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a source to the HTML of a picture with 24 candidates that nobody has asked for before. */
@State(Scope.Thread)
public class PictureBenchmark {
    private final Pictures pictures = new Pictures();
    private int count;

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return pictures.byLibrary(nextSource());
    }

    /** By hand. */
    @Benchmark
    public String plainJdk() {
        return pictures.byHand(nextSource());
    }

    private String nextSource() {
        return "https://photos.example.com/2026/11/holiday-by-the-sea-" + count++ + ".jpg";
    }
}
