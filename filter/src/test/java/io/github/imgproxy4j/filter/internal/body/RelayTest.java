package io.github.imgproxy4j.filter.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {
    @TempDir
    Path folder;

    private final MemoryBudget budget = new MemoryBudget(10_000_000);

    /** A range may begin far behind what a distant store has sent so far. */
    @Test
    void readerFarAheadIsWokenByBytesAndNotAtOnce() throws Exception {
        Relay relay = new Relay(budget, 1_000_000, folder);
        AtomicInteger woken = new AtomicInteger();

        relay.onAvailable(1_000, woken::incrementAndGet);
        assertThat(woken).hasValue(0);
        append(relay, new byte[100], 0, 100);
        assertThat(woken).hasValue(1);
        assertThat(relay.transfer(1_000, 2_000, OutputStream.nullOutputStream()))
                .isEqualTo(ByteSource.NOT_YET);
        relay.onAvailable(1_000, woken::incrementAndGet);
        assertThat(woken).hasValue(1);
        relay.complete();
        assertThat(woken).hasValue(2);
        assertThat(relay.transfer(1_000, 2_000, OutputStream.nullOutputStream()))
                .isEqualTo(ByteSource.END);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000000",
        "1, 0",
        "16384, 1000000",
        "16385, 1000000",
        "500000, 1000000",
        "500000, 100000",
        "500000, 0"
    })
    void everyReaderSeesEveryByteWhateverTheBlocksAndWhereverTheyLive(int length, long memoryLimit) throws Exception {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        Relay relay = new Relay(budget, memoryLimit, folder);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(relay.retain()).isTrue();
            readers.add(threads.submit(() -> readAll(relay)));
        }

        Random blocks = new Random(7);
        int written = 0;
        while (written < length) {
            int count = Math.min(length - written, 1 + blocks.nextInt(40_000));
            append(relay, body, written, count);
            written += count;
        }
        relay.complete();

        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(body);
        }
        assertThat(relay.body().open().readAllBytes()).isEqualTo(body);
        relay.close();
        assertThat(budget.reservedBytes()).isZero();
        assertThat(folder).isEmptyDirectory();
        threads.shutdownNow();
    }

    private static byte[] readAll(Relay relay) throws Exception {
        try (relay) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            while (true) {
                int count = relay.transfer(out.size(), Long.MAX_VALUE, out);
                if (count == ByteSource.END) {
                    return out.toByteArray();
                }
                if (count == ByteSource.NOT_YET) {
                    CountDownLatch advanced = new CountDownLatch(1);
                    relay.onAvailable(out.size(), advanced::countDown);
                    advanced.await();
                }
            }
        }
    }

    private static void append(Relay relay, byte[] body, int from, int length) throws IOException {
        int end = from + length;
        for (int position = from; position < end; ) {
            Slice room = relay.room();
            int count = Math.min(room.length(), end - position);
            System.arraycopy(body, position, room.bytes(), room.offset(), count);
            relay.advance(count);
            position += count;
        }
    }

    @Test
    void failureReachesReadersThatWaitAndReadersThatCome() throws IOException {
        Relay relay = new Relay(budget, 100_000, folder);
        append(relay, new byte[10], 0, 10);
        AtomicInteger woken = new AtomicInteger();
        relay.onAvailable(10, woken::incrementAndGet);

        relay.fail(new IOException("cut"));

        assertThat(woken).hasValue(1);
        assertThatThrownBy(() -> relay.transfer(10, Long.MAX_VALUE, new ByteArrayOutputStream()))
                .isInstanceOf(BrokenBodyException.class)
                .hasMessage("body ended after 10 bytes");
        assertThatThrownBy(() -> relay.transfer(0, Long.MAX_VALUE, new ByteArrayOutputStream()))
                .isInstanceOf(BrokenBodyException.class);
    }

    @Test
    void waitingForBytesThatAreThereEndsAtOnce() throws IOException {
        Relay relay = new Relay(budget, 100_000, folder);
        append(relay, new byte[10], 0, 10);
        AtomicInteger woken = new AtomicInteger();

        relay.onAvailable(5, woken::incrementAndGet);
        assertThat(woken).hasValue(1);

        relay.onAvailable(10, woken::incrementAndGet);
        assertThat(woken).hasValue(1);
        relay.complete();
        assertThat(woken).hasValue(2);
    }

    @Test
    void commonBudgetSendsTheRestToTheFile() throws IOException {
        MemoryBudget small = new MemoryBudget(RelayBytes.CHUNK_BYTES);
        Relay first = new Relay(small, 1_000_000, folder);
        Relay second = new Relay(small, 1_000_000, folder);
        byte[] body = new byte[RelayBytes.CHUNK_BYTES];
        new Random(1).nextBytes(body);

        append(first, body, 0, body.length);
        append(second, body, 0, body.length);
        second.complete();

        assertThat(small.reservedBytes()).isEqualTo(RelayBytes.CHUNK_BYTES);
        assertThat(second.body().open().readAllBytes()).isEqualTo(body);
        first.close();
        second.close();
        assertThat(small.reservedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 43_000, 65_536})
    void bodyOfAnnouncedAndModestLengthIsInOnePiece(int length) throws IOException {
        Relay relay = new Relay(budget, 100_000, folder);
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        relay.expect(length);
        append(relay, body, 0, length);
        long reserved = budget.reservedBytes();

        assertThat(relay.room().length())
                .as("room to see that the body has ended")
                .isPositive();
        assertThat(budget.reservedBytes()).isLessThanOrEqualTo(Math.max(reserved, 1024));
        relay.complete();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(relay.transfer(0, Long.MAX_VALUE, out)).isEqualTo(length == 0 ? ByteSource.END : length);
        assertThat(out.toByteArray()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"43000, 43000, true", "0, 0, true", "43000, 64000, false", "43000, 1000, false"})
    void wholeBodyStaysOnTheHeapWhereItWasReadIfTheLengthWasAnnounced(int length, int announced, boolean shared)
            throws IOException {
        Relay relay = new Relay(budget, 100_000, folder);
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        relay.expect(announced);
        byte[] readInto = relay.room().bytes();
        append(relay, body, 0, length);
        relay.complete();

        HeapBytes onHeap = relay.onHeap();
        relay.close();

        assertThat(onHeap.open().readAllBytes()).isEqualTo(body);
        Arrays.fill(readInto, (byte) 42);
        assertThat(Arrays.equals(onHeap.open().readAllBytes(), body)).isEqualTo(length == 0 || !shared);
        assertThat(budget.reservedBytes()).isZero();
    }

    @Test
    void withoutRoomAnywhereTheFailureNamesTheFolderAndTheSetting() throws IOException {
        Path missing = folder.resolve("missing");
        Relay relay = new Relay(new MemoryBudget(0), 100_000, missing);

        assertThatThrownBy(() -> append(relay, new byte[10], 0, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("imgproxy.relay-size")
                .hasMessageContaining(missing.toString());
    }

    @Test
    void bodyMayBeLongerThanAnnounced() throws IOException {
        Relay relay = new Relay(budget, 1_000_000, folder);
        byte[] body = new byte[50_000];
        new Random(1).nextBytes(body);
        relay.expect(10);
        append(relay, body, 0, body.length);
        relay.complete();

        assertThat(relay.body().open().readAllBytes()).isEqualTo(body);
    }

    @Test
    void whatWasReadAndNotShownIsReplacedByAnotherBody() throws IOException {
        MemoryBudget small = new MemoryBudget(2000);
        for (int announced : new int[] {1000, 100_000}) {
            Relay relay = new Relay(small, 1_000_000, folder);
            relay.expect(announced);
            Arrays.fill(relay.room().bytes(), (byte) 1);
            relay.expect(1500);
            append(relay, new byte[1500], 0, 1500);
            relay.complete();

            assertThat(relay.body().open().readAllBytes()).isEqualTo(new byte[1500]);
            relay.close();
        }
        assertThat(small.reservedBytes()).isZero();
    }

    @Test
    void storedBytesAreMovedOn() throws IOException {
        byte[] body = new byte[300_000];
        new Random(1).nextBytes(body);
        for (long memoryLimit : new long[] {1_000_000, 40_000, 0}) {
            Relay relay = new Relay(budget, memoryLimit, folder);
            append(relay, body, 0, body.length);
            relay.complete();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InputStream in = relay.body().open();
            out.write(in.read());
            out.write(in.readNBytes(20_000));

            assertThat(in.transferTo(out)).isEqualTo(body.length - 20_001);
            assertThat(out.toByteArray()).isEqualTo(body);
            relay.close();
        }
    }

    @Test
    void aBodyCannotBeJoinedAfterItsLastHolderReleasedIt() {
        Relay relay = new Relay(budget, 1, folder);
        relay.close();

        assertThat(relay.retain()).isFalse();
    }

    @Test
    void aBrokenBodyCannotBeJoined() {
        Relay relay = new Relay(budget, 1_000_000, folder);
        relay.fail(new IOException("cut"));

        assertThat(relay.retain()).isFalse();
    }

    @Test
    void abandonedIsARelayThatItsLastReaderLeft() {
        Relay relay = new Relay(budget, 100_000, folder);
        AtomicInteger calledOff = new AtomicInteger();
        relay.retain();
        relay.retain();
        relay.whenAbandoned(calledOff::incrementAndGet);

        relay.close();
        assertThat(calledOff).hasValue(0);
        relay.close();
        assertThat(calledOff).hasValue(1);
        assertThat(relay.retain()).as("joined after it was called off").isFalse();
    }

    @Test
    void relayThatHasNoReaderIsAbandonedAtOnce() {
        Relay relay = new Relay(budget, 100_000, folder);
        AtomicInteger calledOff = new AtomicInteger();

        relay.whenAbandoned(calledOff::incrementAndGet);

        assertThat(calledOff).hasValue(1);
    }

    @Test
    void completeRelayIsNotAbandonedWhenItsReadersLeave() {
        Relay relay = new Relay(budget, 100_000, folder);
        AtomicInteger calledOff = new AtomicInteger();
        relay.retain();
        relay.whenAbandoned(calledOff::incrementAndGet);
        relay.complete();

        relay.close();

        assertThat(calledOff).hasValue(0);
        assertThat(relay.retain()).isTrue();
    }

    @Test
    void rangeOfBytesIsReadWithoutTheRest() throws IOException {
        byte[] body = new byte[100_000];
        new Random(1).nextBytes(body);
        for (long memoryLimit : new long[] {1_000_000, 40_000, 0}) {
            Relay relay = new Relay(budget, memoryLimit, folder);
            append(relay, body, 0, body.length);
            relay.complete();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long position = 20_001;
            int count = relay.transfer(position, 70_003, out);
            while (count != ByteSource.END) {
                position += count;
                count = relay.transfer(position, 70_003, out);
            }
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(body, 20_001, 70_003));
            relay.close();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
