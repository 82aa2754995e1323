package io.github.imgproxy4j.embedded.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Images that no visitor waits for pause at their looks at the deadline while one is worked on for a visitor. */
class PrecedenceTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Precedence precedence = new Precedence(LONG);
    private final Turn visitors = precedence.turn(() -> false);
    private final AtomicBoolean givesWay = new AtomicBoolean(true);
    private final Turn other = precedence.turn(givesWay::get);
    private volatile boolean atWork = true;

    /** Looks again and again, as a decoder does. */
    private final AtomicLong looks = new AtomicLong();

    private final Thread worker = new Thread(this::lookAgainAndAgain);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    @AfterEach
    void endWork() throws InterruptedException {
        atWork = false;
        worker.interrupt();
        worker.join();
    }

    @Test
    void itPausesWhileAnImageOfAVisitorIsWorkedOn() {
        Turn.Span visit = visitors.work();
        worker.start();

        awaitPause();

        visit.end();
        awaitLooks();
    }

    @Test
    void itDoesNotPauseForAnotherThatNoVisitorWaitsFor() {
        Turn.Span unused = precedence.turn(() -> true).work();
        worker.start();

        awaitLooks();
    }

    @Test
    void itGoesOnWhileAVisitorsImageWaitsForWhatItMayHold() {
        Turn.Span first = visitors.work();
        worker.start();
        awaitPause();

        Turn.Span wait = precedence.turn(() -> false).waiting();
        awaitLooks();

        wait.end();
        awaitPause();
        first.end();
    }

    @Test
    void itGoesOnWhenAVisitorWaitsForItself() {
        Turn.Span unused = visitors.work();
        worker.start();
        awaitPause();

        givesWay.set(false);

        awaitLooks();
    }

    @Test
    void interruptingEndsThePauseAndTheWork() {
        Turn.Span unused = visitors.work();
        worker.start();
        awaitPause();

        worker.interrupt();

        assertThatThrownBy(ended::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CalledOffException.class);
    }

    @Test
    void itPausesNoLongerThanALimitInAllAndItsDeadlineHasTimeForThat() {
        Precedence brief = new Precedence(Duration.ofMillis(20));
        Turn.Span unused = brief.turn(() -> false).work();
        Turn turn = brief.turn(() -> true);
        Deadline deadline = Deadline.in(LONG, turn);
        assertThat(deadline.left()).isBetween(LONG, LONG.plusMillis(20));
        Turn.Span work = turn.work();

        assertTimeoutPreemptively(PATIENCE, () -> {
            while (!turn.longestPause().isZero()) {
                deadline.look();
            }
            deadline.look();
        });
        work.end();
    }

    @Test
    void itPausesAfterEachStepAlthoughNoImageOfAVisitorIsWorkedOn() {
        Deadline deadline = Deadline.in(LONG, other);
        Turn.Span work = other.work();

        assertTimeoutPreemptively(PATIENCE, () -> {
            while (other.longestPause().equals(LONG)) {
                deadline.look();
            }
        });
        work.end();
    }

    @Test
    void imagesThatVisitorsWaitForNeverPause() {
        assertThat(visitors.longestPause()).isZero();
    }

    @Test
    void onlyTheWorkOnPixelsPauses() {
        Turn.Span unused = visitors.work();

        Deadline.in(LONG, other).look();

        assertThat(other.longestPause()).isEqualTo(LONG);
    }

    private void lookAgainAndAgain() {
        Deadline deadline = Deadline.in(LONG, other);
        Turn.Span work = other.work();
        try {
            while (atWork) {
                deadline.look();
                looks.incrementAndGet();
            }
            ended.complete(null);
        } catch (CalledOffException calledOff) {
            ended.completeExceptionally(calledOff);
        } finally {
            work.end();
        }
    }

    private void awaitPause() {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(5))
                .during(Duration.ofMillis(20))
                .until(() -> looks.get() == before.getAndSet(looks.get()) && looks.get() > 0);
    }

    private void awaitLooks() {
        long before = looks.get();
        await().until(() -> looks.get() > before + 1);
    }
}
