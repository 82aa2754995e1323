package io.github.imgproxy4j.cli.purge;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.purge.Selection.Kind;
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A store, without the processes that use it: what they keep in memory stays there. */
public final class StoreTarget implements PurgeTarget {
    private final ImageStore store;
    private final String name;
    private final Imgproxy imgproxy;
    private final NegotiatedKeys negotiated;

    /**
     * A store.
     *
     * @param store closed with this
     * @param name what has to be confirmed
     * @param imgproxy knows the layout of keys
     */
    public StoreTarget(ImageStore store, String name, Imgproxy imgproxy, NegotiatedKeys negotiated) {
        this.store = store;
        this.name = name;
        this.imgproxy = imgproxy;
        this.negotiated = negotiated;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public String refusal(Kind kind) {
        return store instanceof ListableStore
                ? ""
                : "the store [" + store.description() + "] cannot list its variants; purge at the proxy, with --proxy";
    }

    @Override
    public Removal remove(Selection selection) {
        try {
            return switch (selection.kind()) {
                case KEY -> Removal.done(this, selection, removeEach(negotiated.of(selection.value())));
                case PREFIX -> Removal.done(this, selection, removePrefix(selection.value()));
                case SOURCE -> Removal.done(this, selection, removeSource(selection.value()));
                case ALL -> removeAll(selection);
            };
        } catch (IOException failure) {
            return failed(selection, failure);
        }
    }

    @Override
    public Removal plan(Selection selection) {
        try {
            return Removal.planned(this, selection, found(selection));
        } catch (IOException failure) {
            return failed(selection, failure);
        }
    }

    private Removal failed(Selection selection, IOException failure) {
        return Removal.failed(this, selection, String.valueOf(failure.getMessage()));
    }

    private List<String> found(Selection selection) throws IOException {
        return switch (selection.kind()) {
            case KEY -> stored(negotiated.of(selection.value()));
            case PREFIX -> listed(selection.value());
            case SOURCE -> keysOf(selection.value());
            case ALL -> listed("");
        };
    }

    private long removeEach(List<String> keys) throws IOException {
        long removed = 0;
        for (String key : keys) {
            removed += store.delete(key) ? 1 : 0;
        }
        return removed;
    }

    private long removePrefix(String prefix) throws IOException {
        boolean isGroup = prefix.endsWith("/") && CacheKeys.isKey(prefix.substring(0, prefix.length() - 1));
        return isGroup && store instanceof PurgeableStore purgeable
                ? purgeable.deletePrefix(prefix)
                : removeEach(listed(prefix));
    }

    private long removeSource(String source) throws IOException {
        String prefix = imgproxy.keyPrefixOf(source);
        return prefix == null ? removeEach(keysOf(source)) : removePrefix(prefix);
    }

    private Removal removeAll(Selection selection) throws IOException {
        if (store instanceof PurgeableStore purgeable) {
            purgeable.clear();
            return Removal.uncounted(this, selection);
        }
        return Removal.done(this, selection, removeEach(listed("")));
    }

    /** Without opening one: reading is an access, and removes what is damaged. */
    private List<String> stored(List<String> keys) throws IOException {
        List<String> stored = listed(keys.get(0));
        stored.retainAll(keys);
        return stored;
    }

    private List<String> listed(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        ((ListableStore) store).list(prefix, keys::add);
        return keys;
    }

    /** Where keys are not grouped by source, each variant tells its path. */
    private List<String> keysOf(String source) throws IOException {
        String prefix = imgproxy.keyPrefixOf(source);
        if (prefix != null) {
            return listed(prefix);
        }
        List<String> keys = new ArrayList<>();
        ((ListableStore) store).list("", key -> {
            if (source.equals(sourceOf(key))) {
                keys.add(key);
            }
        });
        return keys;
    }

    private String sourceOf(String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            String path = image == null ? null : image.metadata().path();
            return path == null ? "" : imgproxy.sourceOf(imgproxy.sign(path));
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
