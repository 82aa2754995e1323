package io.github.imgproxy4j.cli.warm;

import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads pages and sitemaps, at the pace of everything else. */
public final class Documents {
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final int MOST_BUSY = 10;

    private final Http http = new Http(TO_ANSWER);
    private final Pacer pacer;

    Documents(Pacer pacer) {
        this.pacer = pacer;
    }

    /**
     * Reads one.
     *
     * @return null if there is none, which is a problem of the variants
     */
    @Nullable
    Response read(URI url, Variants variants) throws InterruptedException {
        try {
            Response answer = get(url);
            if (answer.is(200)) {
                return answer;
            }
            variants.addProblem(url, Integer.toString(answer.status()));
        } catch (NoResponseException none) {
            variants.addProblem(url, String.valueOf(none.getMessage()));
        }
        return null;
    }

    private Response get(URI url) throws NoResponseException, InterruptedException {
        for (int busy = 0; ; busy++) {
            pacer.await();
            Response answer = http.getFollowing(url, ProxyClient.IN_BACKGROUND);
            if ((!answer.is(429) && !answer.is(503)) || busy == MOST_BUSY) {
                return answer;
            }
            pacer.pause(RetryAfter.pause(answer.header("Retry-After"), busy, Instant.now()));
        }
    }
}
