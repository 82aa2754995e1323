package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a signed path to the cache key. */
@State(Scope.Benchmark)
public class KeyBenchmark {
    private final Imgproxy imgproxy = Site.imgproxy();
    private final String text = PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS, Site.SOURCE));
    private final SignedPath signedPath = imgproxy.verify(text).signedPath();

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return imgproxy.key(signedPath);
    }

    /** By hand. */
    @Benchmark
    public String plainJdk() {
        return PlainJdk.key(text);
    }
}
