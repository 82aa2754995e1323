package io.github.imgproxy4j.store.testkit.documentation;

// region store
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Keeps each variant in a file: the texts of its metadata, then its bytes. */
final class MyStore implements ImageStore {
    private final Path folder;

    MyStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public StoredImage get(String key) throws IOException {
        try {
            DataInputStream file = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(key))));
            return new StoredImage(ImageMetadata.ofTexts(texts(file)), file);
        } catch (NoSuchFileException notStored) {
            return null;
        }
    }

    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        Path unfinished = Files.createTempFile(folder, "unfinished", ".tmp");
        try {
            write(unfinished, metadata, body);
            Files.createDirectories(file(key).getParent());
            Files.createLink(file(key), unfinished); // the first wins, and nobody sees half of it
            return true;
        } catch (FileAlreadyExistsException storedBefore) {
            return false;
        } finally {
            Files.delete(unfinished);
        }
    }

    @Override
    public boolean delete(String key) throws IOException {
        return Files.deleteIfExists(file(key));
    }

    @Override
    public void close() {}

    private Path file(String key) {
        return folder.resolve(CacheKeys.checked(key));
    }

    private static void write(Path file, ImageMetadata metadata, ImageBody body) throws IOException {
        try (InputStream bytes = body.open();
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            Map<String, String> texts = metadata.toTexts();
            out.writeInt(texts.size());
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.writeUTF(text.getKey());
                out.writeUTF(text.getValue());
            }
            if (bytes.transferTo(out) != metadata.length()) {
                throw new IOException("the body has another length than was announced");
            }
        }
    }

    private static Map<String, String> texts(DataInputStream file) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (int left = file.readInt(); left > 0; left--) {
            texts.put(file.readUTF(), file.readUTF());
        }
        return texts;
    }
}
// endregion
