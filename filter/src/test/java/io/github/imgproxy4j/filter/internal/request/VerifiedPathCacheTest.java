package io.github.imgproxy4j.filter.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.Policies;
import io.github.imgproxy4j.filter.ProxyFixture;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.Decision;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered of a verified path is as safe as verifying it. */
class VerifiedPathCacheTest {
    private static final Set<Route> ROUTES = Set.of(Route.PROXY, Route.CACHE, Route.HEALTH);

    private static final Instant END = Instant.ofEpochSecond(1_900_000_000);

    private final VerifiedPathCache verifiedPaths =
            new VerifiedPathCache("/img", ROUTES, ProxyFixture.IMGPROXY, Policies.DEFAULT);

    @Test
    void hotPathIsVerifiedOnce() {
        String uri = ProxyFixture.urls("cat.jpg").proxy();

        assertThat(get(uri)).isSameAs(get(uri));
        assertThat(admit("HEAD", uri, null)).isSameAs(get(uri));
    }

    @Test
    void pathThatDiffersInAnyCharacterIsVerifiedAgain() {
        String uri = ProxyFixture.urls("cat.jpg").proxy();
        RequestCheck admitted = get(uri);

        for (int i = "/img/".length(); i < uri.length(); i++) {
            char other = uri.charAt(i) == 'x' ? 'y' : 'x';
            String changed = uri.substring(0, i) + other + uri.substring(i + 1);
            RequestCheck verified = RequestCheck.of(
                    request("GET", changed, null), "/img", ROUTES, ProxyFixture.IMGPROXY, Policies.DEFAULT);
            assertThat(get(changed).errorStatus()).as(changed).isEqualTo(verified.errorStatus());
        }
        assertThat(get(uri).key()).isEqualTo(admitted.key());
    }

    @Test
    void textsWithEqualHashCodesAreDistinguished() {
        String first = ProxyFixture.IMGPROXY.image("local:///Aa.jpg").urls().proxy();
        get(first);
        int at = firstPairThatHashesAlike(first);
        String second = first.substring(0, at)
                + (char) (first.charAt(at) + 1)
                + (char) (first.charAt(at + 1) - 31)
                + first.substring(at + 2);

        assertThat(second).hasSameHashCodeAs(first);
        assertThat(get(second).errorStatus()).isNotNull();
    }

    /** Two characters can be exchanged for others as 31 of the second weigh one of the first. */
    private static int firstPairThatHashesAlike(String uri) {
        return IntStream.range("/img/".length(), uri.length() - 1)
                .filter(i -> Character.isLetter(uri.charAt(i))
                        && Character.isLetter(uri.charAt(i) + 1)
                        && Character.isLetterOrDigit(uri.charAt(i + 1) - 31))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cachedPathEndsAtItsExp() {
        String uri = ProxyFixture.IMGPROXY
                .image("local:///cat.jpg")
                .options("exp:" + END.getEpochSecond())
                .urls()
                .proxy();
        get(uri);

        assertThat(Decision.refusalOf(get(uri), END.minusSeconds(1))).isNull();
        assertThat(Decision.refusalOf(get(uri), END)).isEqualTo(ErrorStatus.NOT_FOUND);
    }

    @Test
    void refusalIsNeverCached() {
        assertThat(get("/img/wrong/w:1/plain/x")).isNotSameAs(get("/img/wrong/w:1/plain/x"));
    }

    @Test
    void cachedPathIsRefusedForOtherMethods() {
        String uri = ProxyFixture.urls("cat.jpg").proxy();
        get(uri);

        assertThat(admit("POST", uri, null).errorStatus()).isEqualTo(ErrorStatus.METHOD_NOT_ALLOWED);
    }

    @Test
    void eachClientGetsTheKeyOfItsOwnFormats() {
        Policy negotiating = Policies.of(builder -> builder.negotiatedFormats("webp"));
        VerifiedPathCache negotiated = new VerifiedPathCache("/img", ROUTES, ProxyFixture.IMGPROXY, negotiating);
        String uri = ProxyFixture.urls("cat.jpg").proxy();

        assertThat(negotiated.of(request("GET", uri, "image/webp")).key()).endsWith("~webp");
        assertThat(negotiated.of(request("GET", uri, null)).key()).endsWith("~plain");
        assertThat(negotiated.of(request("GET", uri, "image/webp")).key()).endsWith("~webp");
    }

    @Test
    void manyAndLongPathsTakeNoMoreRoom() {
        String longUri = ProxyFixture.urls("x".repeat(VerifiedPathCache.LONGEST_REMEMBERED))
                .proxy();
        int count = VerifiedPathCache.PLACES + 1;
        Set<RequestCheck> first = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < count; i++) {
            first.add(get(ProxyFixture.urls(i + ".jpg").proxy()));
        }
        long remembered = IntStream.range(0, count)
                .mapToObj(i -> get(ProxyFixture.urls(i + ".jpg").proxy()))
                .filter(first::contains)
                .count();

        assertThat(remembered).isLessThanOrEqualTo(VerifiedPathCache.PLACES);
        assertThat(get(longUri)).isNotSameAs(get(longUri));
    }

    private RequestCheck get(String uri) {
        return admit("GET", uri, null);
    }

    private RequestCheck admit(String method, String uri, @Nullable String accept) {
        return verifiedPaths.of(request(method, uri, accept));
    }

    private static ClientRequest request(String method, String uri, @Nullable String accept) {
        return new ClientRequest(method, uri, accept, Conditions.NONE);
    }
}
