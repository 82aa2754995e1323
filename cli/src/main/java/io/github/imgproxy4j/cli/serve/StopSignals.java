package io.github.imgproxy4j.cli.serve;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for SIGTERM or SIGINT. By default a JVM ends immediately with status 143; with a handler it ends when the
 * server has stopped, with status 0. A second signal ends it immediately.
 */
final class StopSignals {
    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

    private static final int KILLED = 137;

    private final CountDownLatch stop = new CountDownLatch(1);

    /** Installs the handlers. The JDK has no other API for signals, and javac does not compile direct calls. */
    StopSignals() {
        for (String name : List.of("TERM", "INT")) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object ours = Proxy.newProxyInstance(
                        StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                            arrived();
                            return null;
                        });
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            } catch (ReflectiveOperationException | RuntimeException unavailable) {
                log.warn(
                        "SIG{} ends this process immediately, without a graceful shutdown: {}",
                        name,
                        unavailable.toString());
            }
        }
    }

    private void arrived() {
        if (stop.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        stop.countDown();
    }

    void await() throws InterruptedException {
        stop.await();
    }
}
