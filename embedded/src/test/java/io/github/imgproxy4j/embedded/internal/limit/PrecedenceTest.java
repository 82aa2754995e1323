package io.github.imgproxy4j.embedded.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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

    private final Precedence precedence = new Precedence(LONG);
    private final Turn visitors = precedence.turn(() -> true);
    private final AtomicBoolean urgent = new AtomicBoolean();
    private final Turn other = precedence.turn(urgent::get);
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
        Turn.Span unused = precedence.turn(() -> false).work();
        worker.start();

        awaitLooks();
    }

    @Test
    void itGoesOnWhileAVisitorsImageWaitsForWhatItMayHold() {
        Turn.Span first = visitors.work();
        worker.start();
        awaitPause();

        Turn.Span wait = precedence.turn(() -> true).waiting();
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

        urgent.set(true);

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
        Turn.Span unused = brief.turn(() -> true).work();
        Turn turn = brief.turn(() -> false);
        Deadline deadline = Deadline.in(LONG, turn);
        assertThat(deadline.left()).isBetween(LONG, LONG.plusMillis(20));
        Turn.Span work = turn.work();

        deadline.look();

        assertThat(turn.longestPause()).isLessThanOrEqualTo(Duration.ZERO);
        deadline.look();
        work.end();
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
        await().until(() -> {
            long before = looks.get();
            return worker.getState() == Thread.State.TIMED_WAITING && before == looks.get();
        });
    }

    private void awaitLooks() {
        long before = looks.get();
        await().until(() -> looks.get() > before + 1);
    }
}
