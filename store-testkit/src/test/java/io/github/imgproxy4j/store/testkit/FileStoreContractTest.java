package io.github.imgproxy4j.store.testkit;

import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStoreContractTest extends PurgeableStoreContract {
    @TempDir
    Path folder;

    @Override
    protected PurgeableStore emptyStore() throws IOException {
        return new FileStore(folder);
    }
}
