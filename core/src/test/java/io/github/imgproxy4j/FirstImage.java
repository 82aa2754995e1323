package io.github.imgproxy4j;

import io.github.imgproxy4j.option.ResizingType;
import java.lang.management.ManagementFactory;

/**
 * Prints what the first image of a JVM costs: milliseconds of this thread's processor time for loading the classes,
 * making an {@link Imgproxy} and one {@code <img>}. Times depend on the machine, so {@link FirstImageTest} counts
 * classes.
 *
 * <pre>
 * java -cp core/target/classes:core/target/test-classes io.github.imgproxy4j.FirstImage
 * </pre>
 */
final class FirstImage {
    private FirstImage() {}

    /** The command line; no arguments. */
    public static void main(String... arguments) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String html = Imgproxy.builder()
                .key("01", "02")
                .preset("card", "rs:fill:300:200/q:80")
                .build()
                .image("https://example.com/cat.jpg")
                .preset("card")
                .resize(ResizingType.FILL, 300, 200)
                .densities(1, 2)
                .alt("A cat")
                .img()
                .toHtml();
        long nanos = threads.getCurrentThreadCpuTime() - start;
        System.out.println(html.length() + " characters after " + nanos / 1_000_000 + " ms");
    }
}
