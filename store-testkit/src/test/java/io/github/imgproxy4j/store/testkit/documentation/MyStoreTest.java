package io.github.imgproxy4j.store.testkit.documentation;

// region contract
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.store.testkit.ImageStoreContract;

class MyStoreTest extends ImageStoreContract {
    @Override
    protected ImageStore emptyStore() {
        return new MyStore();
    }
}
// endregion
