package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.StubHost.Asked;
import io.github.imgproxy4j.cli.StubHost.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host with pages, and with a proxy below /img that makes every image and keeps it. */
final class WarmHost implements AutoCloseable {
    private static final byte[] PNG = {(byte) 0x89, 0x50, 0x4E, 0x47};

    private final Map<String, Reply> documents = new ConcurrentHashMap<>();
    private final Map<String, List<Reply>> first = new ConcurrentHashMap<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final StubHost host;

    WarmHost() throws Exception {
        host = new StubHost(this::answer);
    }

    private Reply answer(Asked asked) {
        List<Reply> replies = first.get(asked.path());
        if (replies != null && !replies.isEmpty()) {
            return replies.remove(0);
        }
        Reply document = documents.get(asked.path());
        if (document != null) {
            return document;
        }
        if (asked.path().startsWith("/img/cache/")) {
            return Reply.text(stored.contains(asked.path()) ? 200 : 404, "");
        }
        return asked.path().startsWith("/img/") ? image("imgproxy4j; fwd=uri-miss; stored") : Reply.text(404, "");
    }

    /** An image of the proxy. */
    static Reply image(String cacheStatus) {
        return Reply.of(200, "image/png", PNG, "Cache-Status", cacheStatus);
    }

    /** A document at a path. */
    WarmHost with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    WarmHost with(String path, byte[] body) {
        return with(path, Reply.of(200, "", body));
    }

    WarmHost with(String path, Reply reply) {
        documents.put(path, reply);
        return this;
    }

    /** What is answered before anything else. */
    void firstAnswers(String path, Reply... replies) {
        first.put(path, new CopyOnWriteArrayList<>(List.of(replies)));
    }

    /** Has an image already. */
    void stores(String cachedUrl) {
        stored.add(cachedUrl.substring(url().length()));
    }

    String url() {
        return host.url();
    }

    List<Asked> asked() {
        return host.asked();
    }

    /** The images that the proxy was asked to make, as URLs, in no order. */
    List<String> made() {
        return asked().stream()
                .filter(asked -> asked.method().equals("GET") && asked.path().startsWith("/img/"))
                .map(asked -> url() + asked.path())
                .toList();
    }

    @Override
    public void close() {
        host.close();
    }
}
