package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityTagBuilderTest {
    @Test
    void tagIsBothChecksumsAndTheLengthInQuotes() {
        // The check values of both polynomials, as everybody publishes them.
        assertThat(tag("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo("\"cbf43926e3069283-9\"");
    }

    @Test
    void tagIsTheSameInWhateverPiecesTheBytesCome() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        EntityTagBuilder pieces = new EntityTagBuilder();
        Random random = new Random(2);
        for (int position = 0; position < bytes.length; ) {
            int count = Math.min(bytes.length - position, random.nextInt(30_000));
            pieces.update(bytes, position, count);
            position += count;
        }

        assertThat(pieces.tag()).isEqualTo(tag(bytes));
    }

    @Test
    void everyChangedBitAndEveryLengthHasAnotherTag() {
        byte[] bytes = new byte[1000];
        Set<String> tags = new HashSet<>();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            tags.add(tag(bytes));
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        for (int length = 0; length < bytes.length; length++) {
            tags.add(tag(new byte[length]));
        }

        assertThat(tags).hasSize(bytes.length * 8 + bytes.length);
    }

    private static String tag(byte[] bytes) {
        EntityTagBuilder entityTag = new EntityTagBuilder();
        entityTag.update(bytes, 0, bytes.length);
        return entityTag.tag();
    }
}
