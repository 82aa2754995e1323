package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavingsTest {
    private final Photo wide = new Photo("wide.jpg", "Wide", "Wide", 4000, 1000, 300_000);
    private final Photo cat = new Photo("cat.jpg", "Cat", "A cat", 3000, 2000, 100_000);
    private final Savings savings = new Savings(Gallery.of(List.of(wide, cat)));
    private final ImageBuilder image = Imgproxy.builder()
            .key("0badc0de")
            .salt("c0ffee")
            .build()
            .image(cat.source())
            .widths(320, 640);

    @Test
    void nothingIsKnownBeforeAnythingIsServed() {
        assertThat(savings.of(cat)).isEqualTo(new Saving(100_000, null));
        assertThat(savings.total().was()).isEqualTo("400 kB");
        assertThat(savings.total().is()).isEqualTo("–");
        assertThat(savings.total().share()).isEqualTo("–");
        assertThat(savings.total().count())
                .isEqualTo("2 pictures; nobody has asked for any since the start of the app.");
    }

    @Test
    void anyCandidateCountsForItsImage() {
        savings.know(image, cat);

        savings.responded(answer(image.urls().key(), 200, 90_000));
        savings.responded(
                answer(image.widths(640).view().getSrcset().replaceFirst(".*/([0-9a-f]+) 640w$", "$1"), 200, 25_000));

        assertThat(savings.of(cat).was()).isEqualTo("100 kB");
        assertThat(savings.of(cat).became()).isEqualTo("became 25.0 kB");
        assertThat(savings.of(cat).share()).isEqualTo("75 % saved");
        assertThat(savings.of(wide).became()).isEmpty();
        assertThat(savings.total().was()).isEqualTo("100 kB");
        assertThat(savings.total().share()).isEqualTo("75 %");
        assertThat(savings.total().perMille()).isEqualTo(250);
        assertThat(savings.total().count()).isEqualTo("1 of 2 pictures served since the start of the app.");
    }

    @Test
    void onlyDeliveredImagesOfTheDemoCount() {
        savings.know(image, cat);

        savings.responded(answer(image.urls().key(), 404, 20));
        savings.responded(answer(image.urls().key(), 304, 0));
        savings.responded(answer("another", 200, 20));

        assertThat(savings.total().seen()).isZero();
    }

    @Test
    void aShareIsNeverMoreThanItIs() {
        assertThat(new Saving(100_000, 400L).share()).isEqualTo("99 % saved");
        assertThat(new Saving(100, 100L).share()).isEqualTo("0 % saved");
        assertThat(new Saving(100, 120L).share()).isEqualTo("0 % saved");
    }

    private static ResponseEvent answer(String key, int status, long bytes) {
        return ResponseEvent.builder()
                .at(Instant.EPOCH)
                .route(Route.CACHE)
                .method("GET")
                .status(status)
                .outcome(Outcome.HIT)
                .tier("memory")
                .key(key)
                .path(null)
                .bytes(bytes)
                .took(Duration.ZERO)
                .complete(true)
                .build();
    }
}
