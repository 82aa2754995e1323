package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.CacheKeys;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "avif,webp,jxl | image/avif,image/webp,image/apng,image/*,*/*;q=0.8 | ~avif~webp | image/avif,image/webp,image/*",
                "webp          | image/avif,image/webp,image/apng,image/*,*/*;q=0.8 | ~webp      | image/webp,image/*",
                "webp,avif     | IMAGE/WEBP , image/avif;q=0.5                      | ~avif~webp | image/avif,image/webp,image/*",
                "webp,avif     | image/webp;q=0, image/avif;q=0.0                   | ~plain     | image/*",
                "webp          | image/*,*/*                                        | ~plain     | image/*",
                "webp          |                                                    | ~plain     | image/*",
                "webp          | x/image/webpx                                      | ~plain     | image/*",
            })
    void acceptIsReducedToTheFormatsThatMatter(String formats, String accept, String suffix, String upstreamAccept) {
        Negotiation negotiation = Negotiation.of(formats);

        assertThat(negotiation.key(KEY, accept)).isEqualTo(KEY + suffix);
        assertThat(negotiation.accept(accept)).isEqualTo(upstreamAccept);
        assertThat(CacheKeys.isKey(negotiation.key(KEY, accept))).isTrue();
        assertThat(negotiation.keys(KEY)).contains(negotiation.key(KEY, accept), KEY);
    }

    @Test
    void whatUpstreamDoesNotMakeIsNotNegotiated() {
        Negotiation negotiation = Negotiation.of("avif,webp").without(Set.of("avif", "jxl"));

        assertThat(negotiation).isEqualTo(Negotiation.of("webp"));
        assertThat(Negotiation.of("avif").without(Set.of("avif"))).isEqualTo(Negotiation.NONE);
    }

    @Test
    void nothingIsNegotiatedByDefault() {
        assertThat(Negotiation.NONE.key(KEY, "image/avif")).isEqualTo(KEY);
        assertThat(Negotiation.NONE.accept("image/avif")).isEqualTo("image/*");
        assertThat(Negotiation.NONE.keys(KEY)).containsExactly(KEY);
    }

    @Test
    void thereAreNoMoreKeysThanChoices() {
        assertThat(Negotiation.of("avif,jxl,webp").keys(KEY)).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> Negotiation.of("webp,png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a comma list of avif, jxl, webp");
    }
}
