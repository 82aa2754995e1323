package io.github.imgproxy4j.demo;

import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;

/** A servlet container with the demo in it. */
interface DemoServer extends Closeable {
    /** The WAR that this build has packed. */
    static Path war() {
        return Path.of(System.getProperty("demo.war", "target/imgproxy4j-demo.war"));
    }

    /** Returns when the demo is ready. */
    void start() throws Exception;

    /** Where the overview is, with a slash at the end. */
    URI url();
}
