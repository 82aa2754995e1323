package io.github.imgproxy4j.filter.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectBlocksTest {
    private static final int LIMIT = 1024 * 1024;
    private static final byte POISON = (byte) 0xDB;

    private final DirectBlocks blocks = new DirectBlocks(LIMIT, true);

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "1000, 1024", "1024, 1024", "1025, 1152", "43008, 45056", "65536, 65536", "65537, 73728"
    })
    void lengthsAreRoundedByAnEighthAtMost(int length, int rounded) {
        assertThat(DirectBlocks.rounded(length)).isEqualTo(rounded);
    }

    @Test
    void blockThatIsGivenBackIsTheNextOfItsLength() {
        ByteBuffer first = take(40_000);
        assertThat(first.isDirect()).isTrue();
        blocks.giveBack(first);

        assertThat(blocks.usedBytes()).isZero();
        assertThat(take(39_000)).isSameAs(first);
        assertThat(blocks.bytes()).isEqualTo(first.capacity());
    }

    @Test
    void blockInUseIsNotUsedAgainBeforeItIsCollected() {
        int length = giveBackInUse();

        assertThat(blocks.usedBytes()).isZero();
        assertThat(blocks.bytes()).isEqualTo(length);
        await().until(() -> {
            System.gc();
            return blocks.bytes() == 0;
        });
        assertThat(blocks.take(length)).isNotNull();
    }

    private int giveBackInUse() {
        ByteBuffer block = take(LIMIT);
        blocks.giveBackInUse(block);
        // However long a container holds it.
        assertThat(blocks.take(1000)).isNull();
        return block.capacity();
    }

    @Test
    void freeBlocksOfOtherLengthsMakeRoom() {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            taken.add(take(LIMIT / 8));
        }
        while (!taken.isEmpty()) {
            blocks.giveBack(taken.remove(0));
        }

        assertThat(blocks.take(LIMIT / 2)).as("before the others are collected").isNull();
        await().until(() -> {
            System.gc();
            return blocks.take(LIMIT / 2) != null;
        });
        assertThat(blocks.bytes()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void nothingIsTakenBeyondTheLimitNorAfterTheEnd() {
        take(LIMIT / 2);
        take(LIMIT / 2);
        assertThat(blocks.take(1)).isNull();

        DirectBlocks ended = new DirectBlocks(LIMIT, false);
        ByteBuffer last = Objects.requireNonNull(ended.take(1000));
        ended.close();
        ended.giveBack(last);
        assertThat(ended.bytes()).isZero();
        assertThat(ended.take(1000)).isNull();
    }

    @Test
    void bytesStayUntilTheLastHolderIsDone() {
        byte[] bytes = random(20_000);
        DirectBody body = body(bytes);
        DirectBytes one = reader(body);
        DirectBytes other = reader(body);
        ByteBuffer given = one.buffer(0, Long.MAX_VALUE);
        body.release();
        other.close();
        other.close();
        one.close();

        assertThat(body.reader()).isNull();
        assertThat(blocks.usedBytes()).isZero();
        assertThat(given.get(0)).as("the block is given back").isEqualTo(POISON);
        assertThatThrownBy(() -> one.buffer(0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readersHaveTheBytesAndCannotChangeThem() {
        byte[] bytes = random(20_001);
        DirectBody body = body(bytes);
        try (DirectBytes reader = reader(body);
                DirectBytes next = reader(body)) {
            byte[] read = new byte[bytes.length];
            reader.buffer(0, Long.MAX_VALUE).get(read);

            assertThat(read).isEqualTo(bytes);
            assertThat(reader.buffer(0, Long.MAX_VALUE).isReadOnly()).isTrue();
            assertThat(next.buffer(0, Long.MAX_VALUE).remaining()).isEqualTo(bytes.length);
            assertThat(next.open()).hasBinaryContent(bytes);
        }
    }

    @Test
    void bytesThatAWriteFailedOnAreNeverOverwritten() {
        byte[] bytes = random(20_000);
        DirectBody body = body(bytes);
        DirectBytes reader = reader(body);
        ByteBuffer given = reader.buffer(0, Long.MAX_VALUE);
        body.release();
        reader.closeInUse();

        assertThat(blocks.usedBytes()).isZero();
        for (int i = 0; i < 20; i++) {
            ByteBuffer next = take(20_000);
            while (next.hasRemaining()) {
                next.put(POISON);
            }
            blocks.giveBack(next);
        }
        byte[] read = new byte[bytes.length];
        given.get(read);
        assertThat(read).isEqualTo(bytes);
    }

    private DirectBody body(byte[] bytes) {
        return Objects.requireNonNull(DirectBody.copyOf(new HeapBytes(Arrays.copyOf(bytes, bytes.length)), blocks));
    }

    private static DirectBytes reader(DirectBody body) {
        return Objects.requireNonNull(body.reader());
    }

    private ByteBuffer take(int length) {
        return Objects.requireNonNull(blocks.take(length));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
