package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Builders refuse what the settings refuse, with the same words; one row for each call and kind of bad value. */
class BuilderRulesTest {
    private static final URI SERVER = URI.create("http://127.0.0.1:1");
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badValuesOfTheProxy(String message, Consumer<CachingProxyBuilder> call) {
        assertRefused(message, () -> call.accept(proxy()));
    }

    static Stream<Arguments> badValuesOfTheProxy() {
        return Stream.of(
                row("imgproxy.memory-size [-1] must not be negative", proxy -> proxy.memoryTierBytes(-1)),
                row("imgproxy.relay-size-per-image [-1] must not be negative", proxy -> proxy.relayBytesPerImage(-1)),
                row("imgproxy.relay-size [-1] must not be negative", proxy -> proxy.relayBytesTotal(-1)),
                row("imgproxy.max-body-size [-1] must not be negative", proxy -> proxy.largestBodyBytes(-1)),
                row("imgproxy.max-body-size [0] must be greater than 0", proxy -> proxy.largestBodyBytes(0)),
                row(number("concurrent-fetches", -1, 10_000), proxy -> proxy.concurrentFetches(-1)),
                row(number("concurrent-fetches", 0, 10_000), proxy -> proxy.concurrentFetches(0)),
                row(number("concurrent-fetches", 10_001, 10_000), proxy -> proxy.concurrentFetches(10_001)),
                row(number("waiting-fetches", -1, 100_000), proxy -> proxy.waitingFetches(-1)),
                row(number("waiting-fetches", 0, 100_000), proxy -> proxy.waitingFetches(0)),
                row(number("waiting-fetches", 100_001, 100_000), proxy -> proxy.waitingFetches(100_001)),
                row(number("background-fetches", -1, 10_000), proxy -> proxy.backgroundFetches(-1)),
                row(number("background-fetches", 0, 10_000), proxy -> proxy.backgroundFetches(0)),
                row(number("background-fetches", 10_001, 10_000), proxy -> proxy.backgroundFetches(10_001)),
                row(number("waiting-writes", -1, 100_000), proxy -> proxy.waitingWrites(-1)),
                row(number("waiting-writes", 0, 100_000), proxy -> proxy.waitingWrites(0)),
                row(number("waiting-writes", 100_001, 100_000), proxy -> proxy.waitingWrites(100_001)),
                row("imgproxy.waiting-write-size [-1] must not be negative", proxy -> proxy.waitingWriteBytes(-1)),
                row("imgproxy.body-idle-timeout [PT0S] must be longer than 0", p -> p.bodyIdleTimeout(Duration.ZERO)),
                row("imgproxy.body-timeout [PT0S] must be longer than 0", p -> p.bodyTimeout(Duration.ZERO)),
                row("imgproxy.purge-token [***] must have at least 16 characters", p -> p.purgeToken("short")),
                row("imgproxy.purge-token [***] must have at least 16 characters", p -> p.purgeToken("")),
                row(
                        "imgproxy.allow-origin [] must be * or an origin such as https://www.example.com, in ASCII",
                        p -> p.allowedOrigin("")),
                row("must", p -> p.servedTypes("")),
                row("must", p -> p.negotiatedFormats("gif")));
    }

    @ParameterizedTest
    @MethodSource
    void timesOfTheProxy(String key, TimeCall call) {
        assertTimeIsChecked(key, time -> call.accept(proxy(), time));
    }

    static Stream<Arguments> timesOfTheProxy() {
        return Stream.of(
                time("body-idle-timeout", CachingProxyBuilder::bodyIdleTimeout),
                time("body-timeout", CachingProxyBuilder::bodyTimeout),
                time("longest-wait", CachingProxyBuilder::longestWait),
                time("remember-not-found", CachingProxyBuilder::rememberNotFound),
                time("remember-unprocessable", CachingProxyBuilder::rememberUnprocessable),
                time("remember-failed", CachingProxyBuilder::rememberFailed),
                time("shutdown-timeout", CachingProxyBuilder::shutdownTimeout),
                time("shortest-lifetime", CachingProxyBuilder::shortestLifetime),
                time("stale-while-revalidate", CachingProxyBuilder::staleWhileRevalidate),
                time("stale-if-error", CachingProxyBuilder::staleIfError));
    }

    @Test
    void serversAndTheirTimesAreChecked() {
        assertTimeIsChecked("connect-timeout", HttpUpstream.builder(SERVER)::connectTimeout);
        assertTimeIsChecked("response-timeout", HttpUpstream.builder(SERVER)::responseTimeout);
        assertRefused(
                "imgproxy.connect-timeout [PT0S] must be longer than 0",
                () -> HttpUpstream.builder(SERVER).connectTimeout(Duration.ZERO));
        assertRefused(
                "imgproxy.response-timeout [PT0S] must be longer than 0",
                () -> HttpUpstream.builder(SERVER).responseTimeout(Duration.ZERO));
        for (String url : new String[] {"/img", "ftp://host/", "http:/x", "http://host/?a", "http://host/#a"}) {
            assertRefused(
                    "imgproxy.url [[" + url + "]] must be an http or https URL with a host",
                    () -> HttpUpstream.builder(URI.create(url)));
        }
    }

    @Test
    void limitsOfStoresAreChecked() {
        FileStore.Builder store = FileStore.builder(Path.of("unused"));
        assertTimeIsChecked("store-age", store::maximumAge);
        assertRefused("imgproxy.store-size [-1] must not be negative", () -> store.maximumBytes(-1));
        assertRefused("maximum bytes [0] must be greater than 0", () -> new MemoryStore(0));
        assertRefused("maximum bytes [-1] must be greater than 0", () -> new MemoryStore(-1));
    }

    @Test
    void everyReferenceIsRefusedByNameIfItIsNull() throws ReflectiveOperationException {
        assertNullIsRefused(proxy());
        assertNullIsRefused(HttpUpstream.builder(SERVER));
        assertNullIsRefused(FileStore.builder(Path.of("unused")));
        assertThatThrownBy(() -> HttpUpstream.builder(null)).hasMessageContaining("url");
        assertThatThrownBy(() -> FileStore.builder(null)).hasMessageContaining("folder");
        assertThatThrownBy(() -> CachingProxy.builder(null, null)).hasMessageContaining("imgproxy");
        assertThatThrownBy(() -> CachingProxy.builder(ProxyFixture.IMGPROXY, null))
                .hasMessageContaining("upstream");
    }

    /** A call that is added to a builder has to be added to the tables as well. */
    @Test
    void everyCallThatTakesNumbersOrTimesHasARow() {
        Set<String> calls = Arrays.stream(CachingProxyBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
                .filter(method -> Set.of(int.class, long.class, Duration.class).contains(method.getParameterTypes()[0]))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls)
                .containsExactly(
                        "backgroundFetches",
                        "bodyIdleTimeout",
                        "bodyTimeout",
                        "concurrentFetches",
                        "largestBodyBytes",
                        "longestWait",
                        "memoryTierBytes",
                        "relayBytesPerImage",
                        "relayBytesTotal",
                        "rememberFailed",
                        "rememberNotFound",
                        "rememberUnprocessable",
                        "shortestLifetime",
                        "shutdownTimeout",
                        "staleIfError",
                        "staleWhileRevalidate",
                        "waitingFetches",
                        "waitingWriteBytes",
                        "waitingWrites");
    }

    private static CachingProxyBuilder proxy() {
        return CachingProxy.builder(
                ProxyFixture.IMGPROXY, HttpUpstream.builder(SERVER).build());
    }

    private static void assertTimeIsChecked(String key, Consumer<Duration> call) {
        assertRefused("imgproxy." + key + " [PT-1S] must not be negative", () -> call.accept(NEGATIVE));
        assertRefused("imgproxy." + key + " [" + ENDLESS + "] must be 36500d or less", () -> call.accept(ENDLESS));
    }

    private static void assertNullIsRefused(Object builder) throws ReflectiveOperationException {
        for (Method method : builder.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && method.getParameterCount() == 1
                    && !method.getParameterTypes()[0].isPrimitive()) {
                assertThatThrownBy(() -> method.invoke(builder, new Object[] {null}))
                        .as(method.getName())
                        .cause()
                        .isInstanceOf(NullPointerException.class)
                        .message()
                        .isNotBlank()
                        .doesNotContain("because");
            }
        }
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static String number(String key, int value, int most) {
        return "imgproxy." + key + " [" + value + "] must be a whole number from 1 to " + most;
    }

    private static Arguments row(String message, Consumer<CachingProxyBuilder> call) {
        return arguments(message, call);
    }

    private static Arguments time(String key, TimeCall call) {
        return arguments(key, call);
    }

    /** A call of a builder that takes a time. */
    interface TimeCall {
        CachingProxyBuilder accept(CachingProxyBuilder builder, Duration time);
    }
}
