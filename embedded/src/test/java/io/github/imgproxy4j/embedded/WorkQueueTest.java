package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.Turn;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnce() throws Exception {
        WorkQueue queue = new WorkQueue(1, 1, Duration.ofMinutes(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            WorkQueue.Place busy = queue.enter(Turn.ALONE);
            Future<WorkQueue.Place> waiting = thread.submit(() -> queue.enter(Turn.ALONE));
            while (queue.waiting() == 0) {
                Thread.onSpinWait();
            }

            assertThatExceptionOfType(ProcessingException.class)
                    .isThrownBy(() -> queue.enter(Turn.ALONE))
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(429));
            busy.close();
            waiting.get().close();
            queue.enter(Turn.ALONE).close();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void withoutALimitTheWaitEndsWithItsTime() throws Exception {
        WorkQueue queue = new WorkQueue(1, 0, Duration.ofMillis(1));
        queue.enter(Turn.ALONE);

        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> queue.enter(Turn.ALONE))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(429));
    }
}
