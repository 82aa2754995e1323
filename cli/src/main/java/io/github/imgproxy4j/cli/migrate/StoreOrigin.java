package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;

/** One of our stores in any layout; a bucket of imgproxy-cache is one, with nothing but keys and bytes. */
public final class StoreOrigin implements Origin {
    private final ListableStore store;

    /** A store; it is closed with this. */
    public StoreOrigin(ListableStore store) {
        this.store = store;
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        store.list("", key -> visitor.visit(new StoreEntry(key)));
    }

    @Override
    public void close() {
        store.close();
    }

    private final class StoreEntry implements Entry {
        private final String key;

        StoreEntry(String key) {
            this.key = key;
        }

        @Override
        public String name() {
            return key;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public StoredImage open() throws IOException {
            StoredImage image = store.get(key);
            if (image == null) {
                throw new UnusableException("is damaged, empty, or no known image");
            }
            return image;
        }
    }
}
