package io.github.imgproxy4j.store.testkit;

import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;

class MemoryStoreContractTest extends PurgeableStoreContract {
    @Override
    protected PurgeableStore emptyStore() {
        return new MemoryStore(100_000_000);
    }
}
