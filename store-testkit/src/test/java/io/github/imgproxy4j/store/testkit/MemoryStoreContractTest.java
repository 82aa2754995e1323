package io.github.imgproxy4j.store.testkit;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;

class MemoryStoreContractTest extends ImageStoreContract {
    @Override
    protected ImageStore emptyStore() {
        return new MemoryStore(100_000_000);
    }
}
