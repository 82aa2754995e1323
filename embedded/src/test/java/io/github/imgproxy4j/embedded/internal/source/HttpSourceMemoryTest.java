package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The memory that a fetched source is paid with. */
class HttpSourceMemoryTest extends HttpSourcesFixture {
    @Test
    void aLongBodyOfUnknownLengthIsPaidForBeforeItIsRead() throws Exception {
        byte[] body = new byte[HttpSources.UNPAID_BYTES + 1];
        MemoryBudget memory = new MemoryBudget(8 << 20);
        unknownLength(memory, body);

        MemoryBudget.Claim others = memory.reserve(7 << 20, Deadline.in(Duration.ofMinutes(1)));
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> sources.load(base + "/unknown", 4 << 20, Deadline.in(Duration.ofMillis(200))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        others.close();
        try (SourceBytes source = sources.load(base + "/unknown", 4 << 20, Deadline.in(Duration.ofMinutes(1)))) {
            assertThat(source.bytes()).isEqualTo(body);
            memory.reserve(6 << 20, Deadline.in(Duration.ZERO)).close();
        }
    }

    @Test
    void aShortBodyOfUnknownLengthWaitsForNoMoreThanItsBytes() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        unknownLength(memory, BODY);

        MemoryBudget.Claim others = memory.reserve(900 << 10, Deadline.in(Duration.ofMinutes(1)));
        try (SourceBytes source =
                sources.load(base + "/unknown", Limits.LARGEST_FILE, Deadline.in(Duration.ofMinutes(1)))) {
            assertThat(source.bytes()).containsExactly(BODY);
        }
        others.close();
        memory.reserve(memory.size(), Deadline.in(Duration.ZERO)).close();
    }

    private void unknownLength(MemoryBudget memory, byte[] body) {
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofSeconds(30), memory);
        server.createContext("/unknown", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void aSourceThatIsClosedGivesItsMemoryBack() throws Exception {
        MemoryBudget memory = new MemoryBudget(128 << 10);
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofSeconds(30), memory);
        server.createContext("/", exchange -> answer(exchange, 200, new byte[100_000]));

        for (int round = 0; round < 20; round++) {
            sources.load(base + "/a", 100_000, Deadline.in(Duration.ofMinutes(1)))
                    .close();
            assertRefused(base + "/%zz", 404, "Source is unreachable");
            assertThatExceptionOfType(ProcessingException.class)
                    .isThrownBy(() -> sources.load(base + "/a", 99_999, Deadline.in(Duration.ofMinutes(1))));
        }
        memory.reserve(memory.size(), Deadline.in(Duration.ZERO)).close();
    }

    @Test
    void waitingForMemoryIsNotTheSourcesTime() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofMillis(500), memory);
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            answer(exchange, 200, BODY);
        });
        MemoryBudget.Claim others = memory.reserve(memory.size(), Deadline.in(Duration.ofMinutes(1)));
        Future<SourceBytes> waiting = serverThreads.submit(() -> load(base + "/a"));
        asked.await();
        Deadline download = Deadline.in(Duration.ofMillis(500));
        while (!download.hasPassed()) {
            Thread.onSpinWait();
        }
        others.close();

        assertThat(waiting.get().bytes()).containsExactly(BODY);
    }
}
