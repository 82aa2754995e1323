package io.github.imgproxy4j.store.testkit.documentation;

// region contract
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.store.testkit.ImageStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MyStoreTest extends ImageStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ImageStore emptyStore() {
        return new MyStore(folder);
    }
}
// endregion
