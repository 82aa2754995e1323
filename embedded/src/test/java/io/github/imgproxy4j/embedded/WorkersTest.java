package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final WorkQueue queue = new WorkQueue(1, 0, Duration.ofSeconds(30));
    private final Workers workers = new Workers(1);

    @AfterEach
    void letEverythingEnd() {
        end.countDown();
        workers.close();
    }

    @Test
    void aStuckWorkerIsReplacedAndReportedAndItsClientGetsAResponse() throws Exception {
        assertThatThrownBy(() -> workers.run(this::stuck, Deadline.in(Duration.ZERO), queue.enter(Turn.ALONE)))
                .isInstanceOfSatisfying(
                        ProcessingException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));

        assertThat(workers.stuck()).isEqualTo(1);
        workers.checkAnyLeft();
        // The only place is free again.
        assertThat(workers.run(WorkersTest::answer, Deadline.never(), queue.enter(Turn.ALONE))
                        .status())
                .isEqualTo(200);

        end.countDown();
        await().until(() -> workers.stuck() == 0);
    }

    @Test
    void noMoreAreReplacedThanThereAreAndThenThatIsReported() throws Exception {
        for (int stuck = 1; stuck <= 2; stuck++) {
            assertThatThrownBy(() -> workers.run(this::stuck, Deadline.in(Duration.ZERO), queue.enter(Turn.ALONE)))
                    .isInstanceOf(ProcessingException.class);
            assertThat(workers.stuck()).isEqualTo(stuck);
        }

        assertThatThrownBy(workers::checkAnyLeft)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 are stuck in a codec");

        end.countDown();
        await().until(() -> workers.stuck() == 0);
        workers.checkAnyLeft();
        assertThat(workers.run(WorkersTest::answer, Deadline.never(), queue.enter(Turn.ALONE))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAnswerOfAWorkerThatComesBackLateIsClosed() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        MemoryBudget.Claim claim = memory.reserve(1 << 20, Deadline.never());
        Workers.Work late = () -> {
            stuckUntilTheEnd();
            return ProcessorResponse.image(200, Map.of(), new byte[0], claim);
        };
        assertThatThrownBy(() -> workers.run(late, Deadline.in(Duration.ZERO), queue.enter(Turn.ALONE)))
                .isInstanceOf(ProcessingException.class);

        end.countDown();

        memory.reserve(1 << 20, Deadline.never()).close();
    }

    @Test
    void interruptedCallerCancelsTheWork() throws Exception {
        Deadline deadline = Deadline.never();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean calledOff = new AtomicBoolean();
        AtomicInteger thrown = new AtomicInteger();
        Workers.Work work = () -> {
            begun.countDown();
            try {
                while (true) {
                    deadline.check();
                    Thread.onSpinWait();
                }
            } catch (ProcessingException impossible) {
                throw new AssertionError(impossible);
            } catch (InterruptedException expected) {
                calledOff.set(true);
                throw expected;
            }
        };
        WorkQueue.Place place = queue.enter(Turn.ALONE);
        Thread client = new Thread(() -> {
            try {
                workers.run(work, deadline, place);
            } catch (InterruptedException expected) {
                thrown.incrementAndGet();
            } catch (IOException | ProcessingException wrong) {
                throw new AssertionError(wrong);
            }
        });
        client.start();
        begun.await();

        client.interrupt();

        client.join();
        assertThat(thrown).hasValue(1);
        await().untilTrue(calledOff);
        assertThat(workers.run(WorkersTest::answer, Deadline.never(), queue.enter(Turn.ALONE))
                        .status())
                .isEqualTo(200);
        assertThat(workers.stuck()).isZero();
    }

    @Test
    void whatIsClosedWorksNoMore() {
        workers.close();

        assertThatThrownBy(() -> workers.run(WorkersTest::answer, Deadline.never(), queue.enter(Turn.ALONE)))
                .isInstanceOf(IOException.class);
        assertThat(queue.waiting()).isZero();
    }

    private ProcessorResponse stuck() {
        stuckUntilTheEnd();
        return answer();
    }

    /** Like native code, which an interrupt does not end. */
    private void stuckUntilTheEnd() {
        boolean over = false;
        while (!over) {
            try {
                end.await();
                over = true;
            } catch (InterruptedException ignored) {
                over = end.getCount() == 0;
            }
        }
    }

    private static ProcessorResponse answer() {
        return ProcessorResponse.image(200, Map.of(), new byte[0], MemoryBudget.Claim.none());
    }
}
