package io.github.imgproxy4j.filter.internal.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.body.MemoryBudget;
import io.github.imgproxy4j.filter.internal.body.Relay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedResponseTest {
    private final List<String> told = new ArrayList<>();
    private SharedResponse response;

    @BeforeEach
    void begin(@TempDir Path folder) {
        response = new SharedResponse(new Relay(new MemoryBudget(1_000_000), 1_000_000, folder));
    }

    /** Who came first has waited longest, and a joiner may come before the one that it joins has said that it waits. */
    @Test
    void leaderIsToldFirstAndJoinersInTheOrderInWhichTheyCame() {
        join("second", false);
        join("first", true);
        join("third", false);
        response.announce(ProxyResponse.notStored());
        join("late", false);
        response.announce(ProxyResponse.notStored());

        assertThat(told).containsExactly("first, leads", "second", "third", "late");
    }

    @Test
    void whoLeavesBeforeTheAnswerIsNoReaderAnyMore() {
        CompletableFuture<ProxyResponse> left = joined("left", true);
        join("stays", false);
        assertThat(response.relay().readers()).isEqualTo(2);

        assertThat(left.cancel(false)).isTrue();
        assertThat(response.relay().readers()).isEqualTo(1);
        assertThat(response.waiting()).isEqualTo(1);
        response.announce(ProxyResponse.notStored());
        assertThat(response.relay().readers()).isZero();
        assertThat(told).containsExactly("stays");
    }

    private void join(String name, boolean leader) {
        CompletableFuture<ProxyResponse> unused = joined(name, leader);
    }

    private CompletableFuture<ProxyResponse> joined(String name, boolean leader) {
        assertThat(response.relay().retain()).isTrue();
        CompletableFuture<ProxyResponse> future = response.forJoiner(leader);
        CompletableFuture<Void> unused = future.thenAccept(known -> told.add(known.leads() ? name + ", leads" : name));
        return future;
    }
}
