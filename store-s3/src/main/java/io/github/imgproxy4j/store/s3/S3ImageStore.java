package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.LocallyCachedStore;
import io.github.imgproxy4j.filter.store.ProbedStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.internal.BackgroundProbe;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.Failures;
import io.github.imgproxy4j.store.s3.internal.ObjectLister;
import io.github.imgproxy4j.store.s3.internal.ObjectReader;
import io.github.imgproxy4j.store.s3.internal.ObjectRemover;
import io.github.imgproxy4j.store.s3.internal.ObjectWriter;
import io.github.imgproxy4j.store.s3.internal.ServerAbilities;
import io.github.imgproxy4j.store.s3.internal.UploadOptions;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stores each variant in one object of an S3-compatible bucket. Thread-safe; several JVMs may share the bucket.
 *
 * <p>An object has the headers that a browser needs, so that it can be read directly. Objects of imgproxy-cache are
 * supported: their missing media type is detected from the first bytes.
 *
 * <pre>{@code
 * S3ImageStore store = S3ImageStore.builder("images")
 *         .folder("variants/")
 *         .endpoint(URI.create("https://s3.example.com"))
 *         .build();
 * store.startProbe();
 * }</pre>
 */
public final class S3ImageStore implements PurgeableStore, ProbedStore, ListableStore, LocallyCachedStore {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PROBE_PAUSE = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final ServerAbilities abilities;
    private final BackgroundProbe probe;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectLister lister;
    private final ObjectRemover remover;
    private final boolean forbiddenIsMiss;
    private final @Nullable URI redirectTo;
    private final @Nullable PurgeableStore localCache;
    private final boolean readOnly;

    S3ImageStore(
            Bucket bucket,
            Duration readTimeout,
            UploadOptions options,
            boolean forbiddenIsMiss,
            @Nullable URI redirectTo,
            @Nullable PurgeableStore localCache,
            boolean readOnly) {
        this.bucket = bucket;
        this.abilities = new ServerAbilities(bucket.location());
        this.probe = new BackgroundProbe(bucket, options, abilities, PROBE_PAUSE);
        this.reader = new ObjectReader(bucket, readOnly, readTimeout, forbiddenIsMiss);
        this.writer = new ObjectWriter(bucket, options, abilities);
        this.lister = new ObjectLister(bucket);
        this.remover = new ObjectRemover(bucket);
        this.forbiddenIsMiss = forbiddenIsMiss;
        this.redirectTo = redirectTo;
        this.localCache = localCache;
        this.readOnly = readOnly;
    }

    /** A builder for a store in a bucket. */
    public static S3StoreBuilder builder(String bucket) {
        return new S3StoreBuilder(bucket);
    }

    /**
     * Detects the features of the server on a background thread, and uses them. Before that, or if this is never
     * called, the store assumes the features of AWS and adapts to refusals.
     */
    public void startProbe() {
        probe.start();
    }

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        return reader.open(key);
    }

    /**
     * Stores a variant. An existing object with the same name, of whatever origin, is never replaced. Temporary
     * failures are retried once within the call.
     */
    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        requireWritable();
        return writer.write(key, metadata, body);
    }

    private void requireWritable() throws IOException {
        if (readOnly) {
            throw new IOException(description() + " was opened to be read only");
        }
    }

    /** Not SVG, depending on the settings: a bucket sends it without Content-Security-Policy. */
    @Override
    public boolean accepts(String contentType) {
        return writer.accepts(contentType);
    }

    /** If two callers remove the same variant concurrently, both may get true. */
    @Override
    public boolean delete(String key) throws IOException {
        requireWritable();
        try {
            return remover.remove(bucket.location().objectName(key));
        } finally {
            if (localCache != null) {
                boolean unused = localCache.delete(key);
            }
        }
    }

    /**
     * Removes the objects whose names are the folder and a cache key of any layout, of whatever origin. Keys with a
     * prefix are not included; use the prefix as the folder instead.
     */
    @Override
    public void clear() throws IOException {
        requireWritable();
        try {
            remover.removeAll(bucket.location().folder(), bucket.location()::isVariant);
        } finally {
            if (localCache != null) {
                localCache.clear();
            }
        }
    }

    @Override
    public long deletePrefix(String prefix) throws IOException {
        requireWritable();
        String group = bucket.location().folder() + CacheKeys.checkedPrefix(prefix);
        try {
            return remover.removeAll(group, name -> true);
        } finally {
            if (localCache != null) {
                localCache.deletePrefix(prefix);
            }
        }
    }

    @Override
    public @Nullable ImageStore localCache() {
        return localCache;
    }

    /**
     * The objects whose names are the folder and a cache key of any layout, of whatever origin. Keys with a prefix are
     * included only if the prefix is given.
     */
    @Override
    public void list(String prefix, KeyVisitor visitor) throws IOException {
        String folder = bucket.location().folder();
        lister.pages(folder + prefix, "s3:ListBucket", names -> {
            for (String name : names) {
                String key = name.substring(folder.length());
                if (prefix.isEmpty() ? bucket.location().isVariant(name) : CacheKeys.isKey(key)) {
                    visitor.visit(key);
                }
            }
        });
    }

    @Override
    public @Nullable URI publicUrl(String key) {
        if (redirectTo == null) {
            return null;
        }
        String base = redirectTo.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + CacheKeys.checked(key));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public String tier() {
        return "s3";
    }

    @Override
    public String description() {
        return bucket.location() + (localCache == null ? "" : ", copies in " + localCache.description());
    }

    @Override
    public List<String> abilities() {
        return abilities.lines();
    }

    /** Requests an object that does not exist; the probe or the first write shows whether writing is allowed. */
    @Override
    public void checkReady() throws IOException {
        try {
            bucket.call(client -> client.getObjectAsBytes(get -> get.bucket(bucket.name())
                    .key(bucket.location().folder() + ".imgproxy4j-is-not-there")
                    .overrideConfiguration(call -> call.apiCallTimeout(CHECK_TIMEOUT))));
        } catch (SdkException failure) {
            if (!isRightAnswer(failure)) {
                throw bucket.failureInFull(failure, "s3:ListBucket, or set " + S3Settings.FORBIDDEN_IS_MISS);
            }
        }
    }

    private boolean isRightAnswer(SdkException failure) {
        return switch (Failures.codeOf(failure)) {
            case "NoSuchKey" -> true;
            case "AccessDenied" -> forbiddenIsMiss;
            default -> false;
        };
    }

    @Override
    public void close() {
        probe.close();
        bucket.close();
        if (localCache != null) {
            localCache.close();
        }
    }
}
