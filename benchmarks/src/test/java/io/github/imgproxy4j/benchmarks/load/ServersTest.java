package io.github.imgproxy4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.benchmarks.load.Bench.ServerArguments;
import io.github.imgproxy4j.benchmarks.load.Workbench.Java;
import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of a whole-system run do what a scenario takes for granted. */
@EnabledOnOs(OS.LINUX)
class ServersTest {
    private static final String ANSWER = Pace.TYPICAL + "-0-length";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Java java;
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        java = Machine.thisJava(System.getProperty("java.class.path"));
        bench = new Bench(Pace.SHORT, new Workbench(folder), java);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "tomcat"})
    void theBareServletRepeatsHitsAndMissesToTheLetter(String container) throws Exception {
        Running server = server(container);
        var variant = bench.variants().fresh(1).get(0);
        String hit = "/memory" + variant.path();
        bench.prime(server, List.of(hit), "memory");
        String absent = "/memory/cache/" + bench.variants().fresh(1).get(0).key();

        for (String target : List.of(hit, absent, "/memory" + variant.forgedPath())) {
            HttpResponse<byte[]> original = get(server.url() + target);
            HttpResponse<byte[]> repeated = get(server.url() + "/bare/x" + target);

            assertThat(repeated.statusCode()).isEqualTo(original.statusCode());
            assertThat(repeated.body()).isEqualTo(original.body());
            assertThat(repeated.headers().map())
                    .containsOnlyKeys(original.headers().map().keySet());
            assertThat(timeless(repeated)).isEqualTo(timeless(original));
        }
        assertThat(get(server.url() + hit).body()).hasSize(Pace.TYPICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "tomcat"})
    void thePlainProxyAsksUpstreamEveryTime(String container) throws Exception {
        Running server = server(container);
        long before = bench.upstreamCalls();

        for (int i = 0; i < 3; i++) {
            assertThat(get(server.url() + "/proxy/" + ANSWER + "/x").body()).hasSize(Pace.TYPICAL);
        }

        assertThat(bench.upstreamCalls() - before).isEqualTo(3);
    }

    @Test
    void theUpstreamSendsTheSameBytesInBothFramings() throws Exception {
        HttpResponse<byte[]> known = get(bench.upstream().url() + "/" + ANSWER + "/x");
        HttpResponse<byte[]> chunked = get(bench.upstream().url() + "/" + Pace.TYPICAL + "-1-chunked/x");

        assertThat(known.headers().firstValueAsLong("Content-Length")).hasValue(Pace.TYPICAL);
        assertThat(chunked.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(chunked.body()).isEqualTo(known.body()).startsWith('R', 'I', 'F', 'F');
        assertThat(bench.upstreamCalls()).isEqualTo(2);
    }

    @Test
    void aProbeReadsBothFramingsAndKeepsItsConnection() throws Exception {
        try (Probe probe = new Probe(bench.upstream().port())) {
            for (String answer : List.of(ANSWER, Pace.TYPICAL + "-0-chunked", ANSWER)) {
                Probe.Reply reply = probe.get("/" + answer + "/x");

                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.length()).isEqualTo(Pace.TYPICAL);
                assertThat(reply.firstByteNanos()).isLessThanOrEqualTo(reply.lastByteNanos());
            }
        }
    }

    @Test
    void aClosedBenchLeavesNoProcess() {
        long pid = bench.upstream().pid();
        assertThat(ProcessHandle.of(pid)).isPresent();

        bench.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private Running server(String container) throws Exception {
        return bench.startServer(
                java,
                new ServerArguments(container).proxyTo(bench.upstream()).mount("/memory", bench.upstream(), ANSWER));
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    /** The headers that are the same a second later. */
    private static Map<String, List<String>> timeless(HttpResponse<?> response) {
        Map<String, List<String>> headers = new HashMap<>(response.headers().map());
        headers.keySet().removeAll(Set.of("date", "age"));
        return headers;
    }
}
