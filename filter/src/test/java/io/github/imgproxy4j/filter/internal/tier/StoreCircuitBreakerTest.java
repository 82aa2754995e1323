package io.github.imgproxy4j.filter.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.LogRecorder;
import io.github.imgproxy4j.filter.store.ImageStore;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A store that accepts and never answers costs a few readers their time, and not all of them. */
class StoreCircuitBreakerTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogRecorder log = new LogRecorder();
    private final StoreCircuitBreaker breaker = new StoreCircuitBreaker(log, "the bucket", nanoTime::get);
    private boolean silent = true;
    private int reads;

    @Test
    void storeIsLeftAloneAfterSomeFailuresInARowAndTriedOnceAfterAWhile() {
        Tiers tiers = new Tiers(MemoryTier.NONE, store(), nanoTime::get);
        read(tiers, 100);
        assertThat(reads).isEqualTo(StoreCircuitBreaker.FAILURES);

        nanoTime.addAndGet(StoreCircuitBreaker.SHORTEST_REST.minus(MOMENT).toNanos());
        read(tiers, 100);
        assertThat(reads).as("before the shortest rest").isEqualTo(StoreCircuitBreaker.FAILURES);

        nanoTime.addAndGet(StoreCircuitBreaker.LONGEST_REST.toNanos());
        read(tiers, 100);
        assertThat(reads).as("one tries").isEqualTo(StoreCircuitBreaker.FAILURES + 1);

        nanoTime.addAndGet(StoreCircuitBreaker.LONGEST_REST.toNanos());
        silent = false;
        read(tiers, 100);
        assertThat(reads).as("it is back").isEqualTo(StoreCircuitBreaker.FAILURES + 1 + 100);
    }

    @Test
    void failuresThatAreNotInARowLeaveItOpen() {
        Tiers tiers = new Tiers(MemoryTier.NONE, store(), nanoTime::get);
        for (int i = 0; i < 20; i++) {
            silent = true;
            read(tiers, StoreCircuitBreaker.FAILURES - 1);
            silent = false;
            read(tiers, 1);
        }
        assertThat(reads).isEqualTo(20 * StoreCircuitBreaker.FAILURES);
    }

    @Test
    void outageIsLoggedOnceWhenItBeginsAndOnceWhenItEnds() {
        int worthALine = 0;
        for (int i = 0; i < 100; i++) {
            worthALine += breaker.failed() ? 1 : 0;
        }
        assertThat(worthALine).isEqualTo(StoreCircuitBreaker.FAILURES - 1);
        assertThat(breaker.mayRead()).isFalse();

        breaker.succeeded();
        breaker.succeeded();

        assertThat(breaker.mayRead()).isTrue();
        assertThat(log.lines)
                .containsExactly(
                        "WARN the bucket could not be read 5 times in a row and is not read any more;"
                                + " it is tried again every PT5S to PT10S",
                        "INFO the bucket can be read again");
    }

    private static void read(Tiers tiers, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(tiers.inStore("dd732291b28b5c8a1e8b5a1c1b4f0d3e")).isNull();
        }
    }

    private ImageStore store() {
        return (ImageStore) Proxy.newProxyInstance(
                ImageStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, this::answer);
    }

    private Object answer(Object store, Method method, Object[] arguments) throws SocketTimeoutException {
        return switch (method.getName()) {
            case "description" -> "the bucket";
            case "isLocal" -> false;
            case "get" -> nothing();
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private Object nothing() throws SocketTimeoutException {
        reads++;
        if (silent) {
            throw new SocketTimeoutException("Read timed out");
        }
        return null;
    }
}
