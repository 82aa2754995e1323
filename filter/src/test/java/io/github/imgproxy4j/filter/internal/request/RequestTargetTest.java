package io.github.imgproxy4j.filter.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.option.OptionName;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static final Set<Route> ROUTES = Set.of(Route.PROXY, Route.CACHE, Route.HEALTH);

    private static final Predicate<String> NO_KEY = Set.<String>of()::contains;

    @Test
    void routesAreDistinguished() {
        assertThat(RequestTarget.of("/shop/img/sig/w:1/abc", "/shop/img", ROUTES, NO_KEY))
                .isEqualTo(new RequestTarget(Route.PROXY, "/sig/w:1/abc"));
        assertThat(RequestTarget.of("/img/cache/0123", "/img", ROUTES, NO_KEY))
                .isEqualTo(new RequestTarget(Route.CACHE, "0123"));
        assertThat(RequestTarget.of("/img/health", "/img", ROUTES, NO_KEY))
                .isEqualTo(new RequestTarget(Route.HEALTH, ""));
        assertThat(RequestTarget.of("/img/cache/01/23/0123", "/img", ROUTES, "01/23/0123"::equals))
                .isEqualTo(new RequestTarget(Route.CACHE, "01/23/0123"));
        // A signature that reads "cache" is still one, because options and source follow it.
        assertThat(RequestTarget.of("/img/cache/w:1/abc", "/img", ROUTES, NO_KEY))
                .isEqualTo(new RequestTarget(Route.PROXY, "/cache/w:1/abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../img/sig/w:1/abc",
                "/img/sig/../abc",
                "/img/sig/%2e%2E/abc",
                "/img/sig/./abc",
                "/img/sig/..",
                "/img/sig/%00",
                "/img/sig/%0d%0a",
                "/img/sig/%7F",
                "/img/sig/%5c",
                "/img/sig/\\",
                "/img/sig/%zz",
                "/img/sig/%4",
                "/img/sig/a b",
                "/img/sig/\u00e9",
                "/img/sig/\n",
                "/imgsig/w:1/abc",
                "/img",
            })
    void targetsOfTheWrongShapeAreRefused(String requestUri) {
        assertThat(RequestTarget.of(requestUri, "/img", ROUTES, NO_KEY)).isNull();
    }

    @Test
    void optionsEndWhereImgproxyEndsThem() {
        assertThat(RequestedOptions.of("/w:1/exp:100/raw:1/plain/http://h:1/exp:5/x", ":"))
                .isEqualTo(new RequestedOptions(Instant.ofEpochSecond(100), true, false));
        assertThat(RequestedOptions.of("/exp:100/exp:200/abc", ":"))
                .isEqualTo(new RequestedOptions(Instant.ofEpochSecond(200), false, false));
        assertThat(RequestedOptions.of("/raw:t/raw:0/abc", ":")).isEqualTo(new RequestedOptions(null, false, false));
        assertThat(RequestedOptions.of("/w:1/msr:50/abc", ":").security()).isTrue();
        assertThat(RequestedOptions.of("/max_result_dimension:9/abc", ":").security())
                .isTrue();
        assertThat(RequestedOptions.of("/exp:0/abc", ":").expiresAt()).isNull();
        assertThat(RequestedOptions.of("/abc", ":")).isEqualTo(new RequestedOptions(null, false, false));
    }

    @ParameterizedTest
    @EnumSource(OptionName.class)
    void everyNameOfASecurityOptionIsOne(OptionName option) {
        for (String name : option.names()) {
            assertThat(RequestedOptions.of("/w:1/" + name + ":1/abc", ":").security())
                    .as(name)
                    .isEqualTo(option.isSecurity());
        }
    }
}
