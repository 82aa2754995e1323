package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a few variants in changing versions, by chance with every fault; knows which were asked for twice at a time. */
final class StormyUpstream implements Upstream {
    private static final int VARIANTS_OF_A_KIND = 4;

    private final List<Variant> variants = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    StormyUpstream() {
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < VARIANTS_OF_A_KIND; i++) {
                variants.add(new Variant(variants.size(), kind));
            }
        }
    }

    /** Takes some time, so that others come in between. */
    static void dawdle() {
        for (int i = ThreadLocalRandom.current().nextInt(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    Variant variant(Random random) {
        return variants.get(random.nextInt(variants.size()));
    }

    int open() {
        return open.get();
    }

    /** The variants that may not be asked for twice at a time, and were. */
    List<Variant> twiceAtATime() {
        return variants.stream()
                .filter(variant -> variant.kind == Kind.STEADY && variant.mostOpen.get() > 1)
                .toList();
    }

    @Override
    public UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException {
        Variant variant = variants.stream()
                .filter(each ->
                        each.urls.path().equals(upstreamRequest.signedPath().path()))
                .findFirst()
                .orElseThrow();
        variant.opened();
        dawdle();
        int chance = ThreadLocalRandom.current().nextInt(20);
        if (chance == 0) {
            variant.closed();
            throw new IOException("no connection");
        }
        return variant.response(chance, String.valueOf(upstreamRequest.headers().get("If-None-Match")));
    }

    @Override
    public String description() {
        return "a stormy upstream";
    }

    @Override
    public void checkReady() {}

    @Override
    public void close() {}

    /** What happens to a variant: nothing, a purge from time to time, or it may not be stored. */
    private enum Kind {
        STEADY,
        PURGED,
        NOT_STORED
    }

    /** A variant whose source changes when it is purged. */
    final class Variant {
        private final int number;
        private final ImageUrls urls;
        private final Kind kind;
        private final AtomicInteger version = new AtomicInteger();
        private final AtomicInteger oldest = new AtomicInteger();
        private final AtomicInteger openHere = new AtomicInteger();
        private final AtomicInteger mostOpen = new AtomicInteger();

        private Variant(int number, Kind kind) {
            this.number = number;
            this.urls = ProxyFixture.urls(number + ".png");
            this.kind = kind;
        }

        ImageUrls urls() {
            return urls;
        }

        boolean isPurged() {
            return kind == Kind.PURGED;
        }

        /** The source has changed; returns its new version. */
        int change() {
            return version.incrementAndGet();
        }

        /** What is older than this version was purged: who asks from now on must not get it. */
        void purgedBefore(int purged) {
            oldest.accumulateAndGet(purged, Math::max);
        }

        int oldest() {
            return oldest.get();
        }

        private byte[] body(int wanted) {
            return Images.png(500 + 4_000 * (number % 5) * (number % 7), number * 100_000L + wanted);
        }

        /** Which version the bytes are all of. */
        int versionOf(byte[] body) {
            for (int candidate = version.get(); candidate >= 0; candidate--) {
                if (Arrays.equals(body, body(candidate))) {
                    return candidate;
                }
            }
            throw new AssertionError(body.length + " bytes are no version of " + this);
        }

        private void opened() {
            open.incrementAndGet();
            mostOpen.accumulateAndGet(openHere.incrementAndGet(), Math::max);
        }

        private void closed() {
            openHere.decrementAndGet();
            open.decrementAndGet();
        }

        private UpstreamResponse response(int chance, String knownTag) {
            int now = version.get();
            byte[] body = body(now);
            String tag = "\"" + now + "\"";
            if (tag.equals(knownTag)) {
                return new UpstreamResponse(304, headers(tag, 0), new Body(new byte[0], 0));
            }
            boolean cut = chance < 4;
            return new UpstreamResponse(
                    200, headers(tag, body.length), new Body(body, cut ? body.length / 2 : body.length));
        }

        private HttpHeaders headers(String tag, int length) {
            String cacheControl = kind == Kind.NOT_STORED
                    ? "no-store"
                    : number % 2 == 0
                            ? "max-age=600"
                            : number % 4 == 1 ? "max-age=0" : "max-age=0, stale-while-revalidate=600";
            return HttpHeaders.of(
                    Map.of(
                            "Content-Type", List.of("image/png"),
                            "Content-Length", List.of(Integer.toString(length)),
                            "ETag", List.of(tag),
                            "Cache-Control", List.of(cacheControl)),
                    (name, value) -> true);
        }

        @Override
        public String toString() {
            return kind + " variant " + number;
        }

        /** Comes in pieces, and may end too early. */
        private final class Body extends InputStream {
            private final byte[] bytes;
            private final int end;
            private final AtomicBoolean closed = new AtomicBoolean();
            private int position;

            private Body(byte[] bytes, int end) {
                this.bytes = bytes;
                this.end = end;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException("read whole blocks");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                dawdle();
                if (closed.get()) {
                    throw new IOException("closed");
                }
                if (position == end) {
                    return -1;
                }
                int count = Math.min(
                        Math.min(length, end - position),
                        1 + ThreadLocalRandom.current().nextInt(20_000));
                System.arraycopy(bytes, position, target, offset, count);
                position += count;
                return count;
            }

            @Override
            public void close() {
                if (closed.compareAndSet(false, true)) {
                    closed();
                }
            }
        }
    }
}
