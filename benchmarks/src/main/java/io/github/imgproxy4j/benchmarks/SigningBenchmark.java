package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a source and a preset to both URLs: building the path, signing it and deriving its key. */
@State(Scope.Benchmark)
public class SigningBenchmark {
    private final Imgproxy imgproxy = Site.imgproxy();
    private final String source = Site.SOURCE;

    /** With the library. */
    @Benchmark
    public Urls imgproxy4j() {
        var urls = imgproxy.image(source).preset("card").urls();
        return new Urls(urls.cached(), urls.proxy());
    }

    /** By hand. */
    @Benchmark
    public Urls plainJdk() {
        String signedPath = PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS, source));
        return new Urls(Site.CACHE_URL + "/" + PlainJdk.key(signedPath), Site.PROXY_URL + signedPath);
    }

    /**
     * The result.
     *
     * @param cached where the browser looks first
     * @param proxy where it falls back to
     */
    public record Urls(String cached, String proxy) {}
}
