package io.github.imgproxy4j.filter.upstream;

import io.github.imgproxy4j.filter.internal.log.LogText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distributes requests among several servers in rotation. An unreachable server is skipped for a while, and its request
 * goes to the next one. A slow server is not skipped, because the next one would be as slow with the same image.
 * Thread-safe.
 */
public final class UpstreamGroup implements Upstream {
    private static final Logger log = LoggerFactory.getLogger(UpstreamGroup.class);
    private static final Duration REST = Duration.ofSeconds(10);

    private final List<Member> members;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * A group.
     *
     * @param upstreams at least one; closed with the group
     */
    public UpstreamGroup(List<Upstream> upstreams) {
        this(upstreams, System::nanoTime);
    }

    UpstreamGroup(List<Upstream> upstreams, LongSupplier nanoTime) {
        this.members = upstreams.stream().map(Member::new).toList();
        this.nanoTime = nanoTime;
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException, InterruptedException {
        IOException last = new IOException("there is no upstream");
        for (Member member : inOrder()) {
            try {
                UpstreamResponse response = member.upstream.fetch(upstreamRequest);
                member.resting = false;
                return response;
            } catch (UpstreamTimeoutException tooSlow) {
                throw tooSlow;
            } catch (IOException unreachable) {
                log.warn("{} is not used for {}: {}", member.upstream.description(), REST, LogText.of(unreachable));
                member.rest(nanoTime.getAsLong());
                last = unreachable;
            }
        }
        throw last;
    }

    /**
     * All servers: first the working ones, from the next in rotation; then the skipped ones, which may be reachable
     * again.
     */
    private List<Member> inOrder() {
        int first = Math.floorMod(turn.getAndIncrement(), members.size());
        long now = nanoTime.getAsLong();
        List<Member> working = new ArrayList<>();
        List<Member> resting = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((first + i) % members.size());
            (member.isResting(now) ? resting : working).add(member);
        }
        working.addAll(resting);
        return working;
    }

    /** Ready if one of them is. */
    @Override
    public void checkReady() throws IOException, InterruptedException {
        IOException last = new IOException("there is no upstream");
        for (Member member : members) {
            try {
                member.upstream.checkReady();
                return;
            } catch (IOException notReady) {
                last = notReady;
            }
        }
        throw last;
    }

    /** The servers that are skipped because they could not be reached, for display; empty if all are used. */
    public List<String> leftOut() {
        long now = nanoTime.getAsLong();
        return members.stream()
                .filter(member -> member.isResting(now))
                .map(member -> member.upstream.description() + " could not be reached and is not used for "
                        + REST.toSeconds() + " seconds")
                .toList();
    }

    @Override
    public String description() {
        return members.stream().map(member -> member.upstream.description()).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        members.forEach(member -> member.upstream.close());
    }

    private static final class Member {
        private final Upstream upstream;
        private volatile boolean resting;
        private volatile long restsSinceNanos;

        Member(Upstream upstream) {
            this.upstream = upstream;
        }

        void rest(long now) {
            restsSinceNanos = now;
            resting = true;
        }

        boolean isResting(long now) {
            return resting && now - restsSinceNanos < REST.toNanos();
        }
    }
}
