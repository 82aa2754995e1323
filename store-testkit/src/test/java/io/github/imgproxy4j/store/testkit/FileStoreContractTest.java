package io.github.imgproxy4j.store.testkit;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.file.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStoreContractTest extends ImageStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ImageStore emptyStore() throws IOException {
        return new FileStore(folder);
    }
}
