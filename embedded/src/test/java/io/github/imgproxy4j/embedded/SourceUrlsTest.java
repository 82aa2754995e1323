package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.source.AddressGuard;
import io.github.imgproxy4j.embedded.internal.source.AllowedSources;
import io.github.imgproxy4j.embedded.internal.source.FileNames;
import io.github.imgproxy4j.embedded.internal.source.HttpSources;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs of sources as people write them, and what of them a server is asked. */
class SourceUrlsTest {
    private static final byte[] BODY = {1, 2, 3};

    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private HttpServer server;
    private HttpSources sources;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.put("uri", exchange.getRequestURI().toString());
            asked.put("host", exchange.getRequestHeaders().getFirst("Host"));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.put("authorization", authorization == null ? "" : authorization);
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "/here.jpg");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(200, BODY.length);
                exchange.getResponseBody().write(BODY);
            }
            exchange.close();
        });
        server.start();
        sources = new HttpSources(
                new AddressGuard(true, false, false),
                new LoopbackNames(),
                SSLContexts::createSystemDefault,
                3,
                Duration.ofSeconds(30),
                new MemoryBudget(1 << 24));
    }

    @AfterEach
    void stop() {
        sources.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/[slug].jpg /%5Bslug%5D.jpg",
                "/a[1]/b.jpg?x[]=1 /a%5B1%5D/b.jpg?x%5B%5D=1",
                "/{id}.jpg /%7Bid%7D.jpg",
                "/a|b^c`d.jpg /a%7Cb%5Ec%60d.jpg",
                "/写真.jpg /%E5%86%99%E7%9C%9F.jpg",
                "/a@b.jpg /a@b.jpg",
                "/a:b;c,d=e&f+g!h.jpg /a:b;c,d=e&f+g!h.jpg",
                "/a.jpg#[part] /a.jpg",
                "?a=1 /?a=1"
            })
    void whatBrowsersTakeInAPathIsTaken(String path, String expected) throws Exception {
        assertThat(load("http://127.0.0.1:" + port() + path)).containsExactly(BODY);
        assertThat(asked.get("uri")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "my_host.example, my_host.example",
        "a_b, a_b",
        "bücher.example, xn--bcher-kva.example",
        "写真.example, xn--l8js6o.example",
        "plain.example, plain.example"
    })
    void hostsOfAnyLettersAreFound(String host, String sent) throws Exception {
        assertThat(load("http://" + host + ":" + port() + "/a.jpg")).containsExactly(BODY);
        if (host.equals("写真.example")) {
            assertThat(asked.get("host")).startsWith("xn--").endsWith(".example:" + port());
        } else {
            assertThat(asked.get("host")).isEqualTo(sent + ":" + port());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user:secret, user:secret",
        "user, user:",
        "us%40er:s%3Acret, us@er:s:cret",
        "user:p@ss, user:p@ss",
        "üser:gehéim, üser:gehéim"
    })
    void nameAndPasswordAreSentAsImgproxySendsThem(String written, String sent) throws Exception {
        String expected = "Basic " + Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8));

        assertThat(load("http://" + written + "@127.0.0.1:" + port() + "/a.jpg"))
                .containsExactly(BODY);

        assertThat(asked.get("authorization")).isEqualTo(expected);
        assertThat(asked.get("uri")).isEqualTo("/a.jpg");
        assertThat(asked.get("host")).isEqualTo("127.0.0.1:" + port());
    }

    @Test
    void aRedirectOnTheSameHostKeepsThemAndNoOtherUrlHasThem() throws Exception {
        load("http://user:secret@my_host.example:" + port() + "/moved");
        assertThat(asked.get("uri")).isEqualTo("/here.jpg");
        assertThat(asked.get("host")).isEqualTo("my_host.example:" + port());

        load("http://127.0.0.1:" + port() + "/a.jpg");
        assertThat(asked.get("authorization")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@unknown.example/a.jpg",
                "http://user:secret@10.0.0.1/a.jpg",
                "http://user:secret@/a.jpg",
                "http://user:secret@a b/a.jpg",
                "http://user:secret@host:port/a.jpg",
                "ftp://user:secret@127.0.0.1/a.jpg"
            })
    void noMessageHasAPassword(String url) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> load(url))
                .satisfies(refusal -> {
                    assertThat(refusal).hasMessageNotContaining("secret");
                    for (Throwable cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
                        assertThat(cause).hasMessageNotContaining("secret");
                    }
                });
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> new AllowedSources(List.of("http://other/")).check(url))
                .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("secret"));
        assertThat(FileName.disposition("", url, ".png", false)).doesNotContain("secret");
        assertThat(FileName.disposition("", "http://user:secret@host", ".png", false))
                .doesNotContain("secret");
    }

    @Test
    void otherLettersInFileNamesNeedALocaleThatHasThem() {
        assertThat(FileNames.problem("UTF-8")).isEmpty();
        assertThat(FileNames.problem("ANSI_X3.4-1968"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("LC_ALL=C.UTF-8"));
        assertThat(FileNames.problem("ISO-8859-1")).isPresent();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private byte[] load(String url) throws Exception {
        try (SourceBytes source = sources.load(url, 100, Deadline.in(Duration.ofMinutes(1)))) {
            return source.bytes();
        }
    }

    /** Every name but those that are unknown is this machine. */
    private static final class LoopbackNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (host.startsWith("unknown")) {
                throw new UnknownHostException(host);
            }
            boolean address = host.chars().allMatch(letter -> letter == '.' || Character.isDigit(letter));
            return new InetAddress[] {address ? InetAddress.getByName(host) : InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
