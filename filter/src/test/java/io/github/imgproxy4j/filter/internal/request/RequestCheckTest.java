package io.github.imgproxy4j.filter.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.Policies;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One variant has one key and one path for upstream, however a request spells it. */
class RequestCheckTest {
    private static final Set<Route> ROUTES = Set.of(Route.PROXY, Route.CACHE, Route.HEALTH);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Imgproxy PLAIN = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .plainSources()
            .throughContainer(false)
            .build();

    private final ImageUrls urls =
            PLAIN.image("http://example.com/cat.jpg").options("w:100/q:80").urls();

    @Test
    void everySpellingOfAPathIsOneVariant() {
        String signed = urls.signedPath().text();
        List<String> spellings = List.of(
                signed,
                signed.replace("w:100/q:80", "w%3A100/q%3A80"),
                signed.replace("http://", "http:/"),
                "/" + signed,
                signed.replaceFirst("(.)/", "$1//"),
                signed + "?v=1",
                signed + "?/plain/http:/other");

        assertThat(spellings).allSatisfy(spelling -> assertOurs(requestCheck(PLAIN, "/img" + spelling)));
    }

    @Test
    void everySpellingOfASignatureIsOneVariant() {
        String proxyUrl = urls.proxy();
        int last = proxyUrl.indexOf('/', "/img/".length()) - 1;
        int unusedBits = ALPHABET.indexOf(proxyUrl.charAt(last)) & ~3;

        for (int i = 0; i < 4; i++) {
            char other = ALPHABET.charAt(unusedBits + i);
            assertOurs(requestCheck(PLAIN, proxyUrl.substring(0, last) + other + proxyUrl.substring(last + 1)));
        }
    }

    private void assertOurs(RequestCheck requestCheck) {
        assertThat(requestCheck.errorStatus()).isNull();
        assertThat(requestCheck.key()).isEqualTo(urls.key());
        assertThat(requestCheck.signedPath()).isEqualTo(urls.signedPath());
    }

    @Test
    void unsignedPathIsRefusedUnlessUnsignedUseIsSwitchedOn() {
        assertThat(requestCheck(PLAIN, "/img/unsafe" + urls.path()).errorStatus())
                .isEqualTo(ErrorStatus.FORBIDDEN);

        Imgproxy unsigned = Imgproxy.builder().allowUnsigned(true).build();
        RequestCheck first = requestCheck(unsigned, "/img/unsafe" + urls.path());
        RequestCheck second = requestCheck(unsigned, "/img/anything-else" + urls.path());
        assertThat(first.errorStatus()).isNull();
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void rawAndSecurityOptionsAreRefusedUnlessAllowed() {
        Policy allowing = Policies.of(builder -> builder.allowRaw(true).allowSecurityOptions(true));
        for (String option :
                List.of("raw:1", "msr:50", "msfs:1", "maf:1", "mafr:1", "mrd:1", "w:1/-/raw:1", "-/w:1/-/msr:50")) {
            String proxyUrl = PLAIN.image("http://h/x").options(option).urls().proxy();
            assertThat(requestCheck(PLAIN, proxyUrl).errorStatus()).isEqualTo(ErrorStatus.FORBIDDEN);
            assertThat(RequestCheck.of(request(proxyUrl), "/img", ROUTES, PLAIN, allowing)
                            .errorStatus())
                    .isNull();
        }
    }

    private static RequestCheck requestCheck(Imgproxy imgproxy, String requestUri) {
        return RequestCheck.of(request(requestUri), "/img", ROUTES, imgproxy, Policies.DEFAULT);
    }

    private static ClientRequest request(String requestUri) {
        return new ClientRequest("GET", requestUri, null, Conditions.NONE);
    }
}
