package io.github.imgproxy4j.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpstreamGroupTest {
    private static final UpstreamRequest REQUEST = UpstreamRequest.builder(Imgproxy.builder()
                    .allowUnsigned(true)
                    .build()
                    .image("local:///x")
                    .urls()
                    .signedPath())
            .build();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> asked = new ArrayList<>();
    private final Server first = new Server("a");
    private final Server second = new Server("b");
    private final Server third = new Server("c");
    private final UpstreamGroup group = new UpstreamGroup(List.of(first, second, third), nanoTime::get);

    @Test
    void serversTakeTurns() throws Exception {
        fetch(6);

        assertThat(asked).containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void unreachableOneIsLeftOutForAWhileAndItsRequestGoesToTheNext() throws Exception {
        second.failure = new IOException("cannot be reached");
        fetch(3);
        assertThat(asked).containsExactly("a", "b", "c", "c");
        assertThat(group.leftOut()).containsExactly("b could not be reached and is not used for 10 seconds");

        asked.clear();
        fetch(3);
        assertThat(asked).doesNotContain("b");

        asked.clear();
        second.failure = null;
        nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
        fetch(3);
        assertThat(asked).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(group.leftOut()).isEmpty();
    }

    @Test
    void suspendedServersAreTriedIfNoOtherWorks() throws Exception {
        first.failure = second.failure = third.failure = new IOException("cannot be reached");
        assertThatThrownBy(() -> fetch(1)).isInstanceOf(IOException.class).hasMessage("cannot be reached");

        asked.clear();
        third.failure = null;
        fetch(1);
        assertThat(asked).last().isEqualTo("c");
    }

    @Test
    void slowOneIsNotLeftOutAndItsImageNotAskedForTwice() throws Exception {
        first.failure = new UpstreamTimeoutException("too slow", null);
        assertThatThrownBy(() -> fetch(1)).isInstanceOf(UpstreamTimeoutException.class);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void readyIfOneIs() throws Exception {
        first.failure = second.failure = new IOException("down");
        group.checkReady();
        third.failure = new IOException("down");
        assertThatThrownBy(group::checkReady).isInstanceOf(IOException.class);
    }

    private void fetch(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            group.fetch(REQUEST).close();
        }
    }

    private final class Server implements Upstream {
        private final String name;
        private @Nullable IOException failure;

        Server(String name) {
            this.name = name;
        }

        @Override
        public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException {
            asked.add(name);
            checkReady();
            return new UpstreamResponse(200, HttpHeaders.of(Map.of(), (n, v) -> true), InputStream.nullInputStream());
        }

        @Override
        public String description() {
            return name;
        }

        @Override
        public void checkReady() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() {}
    }
}
