package io.github.imgproxy4j.benchmarks.server;

/** A container with filters of ours and with what they are compared to. */
public final class ServerUnderTest {
    private ServerUnderTest() {}

    /**
     * Starts, says {@code port=N}, and answers each line with the {@link Peaks} of memory so far.
     *
     * @param arguments see {@link Layout#of}
     */
    public static void main(String... arguments) throws Exception {
        Peaks peaks = Peaks.watching();
        Layout layout = Layout.of(arguments);
        int port = layout.container().equals("tomcat") ? TomcatServer.start(layout) : JettyServer.start(layout);
        Child.serve(port, line -> peaks.text());
    }
}
