package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;
import java.security.MessageDigest;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the raw path of a request, whose colons came escaped, to the canonical signed path. */
@State(Scope.Benchmark)
public class VerificationBenchmark {
    private final Imgproxy imgproxy = Site.imgproxy();
    private final String rawPath =
            PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS, Site.SOURCE)).replace(":", "%3A");

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return imgproxy.verify(rawPath).signedPath().text();
    }

    /** By hand, with fewer repairs. */
    @Benchmark
    public String plainJdk() {
        int slash = rawPath.indexOf('/', 1);
        String path = rawPath.substring(slash).replace("%3A", ":");
        byte[] signature = PlainJdk.signature(path);
        if (!MessageDigest.isEqual(signature, Base64.getUrlDecoder().decode(rawPath.substring(1, slash)))) {
            throw new IllegalStateException("the signature is valid");
        }
        return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + path;
    }
}
