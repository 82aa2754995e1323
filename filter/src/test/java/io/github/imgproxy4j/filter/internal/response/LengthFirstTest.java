package io.github.imgproxy4j.filter.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of the bytes of an answer whose client leaves before all of them are there. */
class LengthFirstTest {
    private final Arriving bytes = new Arriving();
    private final CompletableFuture<ProxyResponse> awaited = new CompletableFuture<>();
    private final CompletableFuture<ProxyResponse> collected = LengthFirst.of(awaited, false);

    @Test
    void answerIsKnownWithItsLengthWhenAllBytesAreThere() {
        awaited.complete(answer());
        assertThat(collected).isNotDone();

        bytes.whole.complete(12L);

        assertThat(collected.join().image().length()).hasValue(12);
        assertThat(bytes.closed).as("closed by whoever sends it").isZero();
    }

    @Test
    void answerThatIsNotKnownYetIsCancelled() {
        collected.cancel(false);

        assertThat(awaited).isCancelled();
    }

    @Test
    void bytesWithoutReadersAreClosedOnce() {
        awaited.complete(answer());
        collected.cancel(false);
        bytes.whole.complete(12L);

        assertThat(bytes.closed).isEqualTo(1);
    }

    private ProxyResponse answer() {
        return ProxyResponse.image(
                new ProxyResponse.Image("image/png", OptionalLong.empty(), "no-store", null, null, null, null, bytes),
                CacheStatus.forwarded(200, false));
    }

    private static final class Arriving implements ByteSource {
        final CompletableFuture<Long> whole = new CompletableFuture<>();
        int closed;

        @Override
        public int transfer(long position, long end, OutputStream out) {
            return NOT_YET;
        }

        @Override
        public void onAvailable(long position, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Long> wholeLength() {
            return whole;
        }

        @Override
        public boolean isShort() {
            return false;
        }

        @Override
        public InputStream open() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
