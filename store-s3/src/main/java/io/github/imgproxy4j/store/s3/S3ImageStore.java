package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ProbedStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.internal.BackgroundProbe;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.Failures;
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
 * Keeps each variant in one object of an S3-compatible bucket. Thread-safe; several JVMs may share the bucket.
 *
 * <p>An object carries the headers that a browser needs, so that it can be read without us. Objects that imgproxy-cache
 * stored are read too: what they lack is made up from their first bytes.
 *
 * <pre>{@code
 * S3ImageStore store = S3ImageStore.builder("images")
 *         .folder("variants/")
 *         .endpoint(URI.create("https://s3.example.com"))
 *         .build();
 * store.startProbe();
 * }</pre>
 */
public final class S3ImageStore implements PurgeableStore, ProbedStore {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PROBE_PAUSE = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final ServerAbilities abilities;
    private final BackgroundProbe probe;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectRemover remover;
    private final boolean forbiddenIsMiss;
    private final @Nullable URI redirectTo;

    S3ImageStore(
            Bucket bucket,
            Duration readTimeout,
            UploadOptions options,
            boolean forbiddenIsMiss,
            @Nullable URI redirectTo) {
        this.bucket = bucket;
        this.abilities = new ServerAbilities(bucket.location());
        this.probe = new BackgroundProbe(bucket, options, abilities, PROBE_PAUSE);
        this.reader = new ObjectReader(bucket, readTimeout, forbiddenIsMiss);
        this.writer = new ObjectWriter(bucket, options, abilities);
        this.remover = new ObjectRemover(bucket);
        this.forbiddenIsMiss = forbiddenIsMiss;
        this.redirectTo = redirectTo;
    }

    /** A builder for a store in a bucket. */
    public static S3StoreBuilder builder(String bucket) {
        return new S3StoreBuilder(bucket);
    }

    /**
     * Finds out what the server can, on a thread of its own, so that the store makes use of it. Until then, and if this
     * is never called, it assumes what AWS can and learns from what is refused.
     */
    public void startProbe() {
        probe.start();
    }

    @Override
    public @Nullable StoredImage get(String key) throws IOException {
        return reader.open(key);
    }

    /**
     * Stores a variant. Somebody else's object under the same name counts as there, too, and is never replaced. What
     * fails for a moment only is repeated once within the call.
     */
    @Override
    public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
        return writer.write(key, metadata, body);
    }

    /** Not SVG, where the settings say so: a bucket sends it without what makes it harmless. */
    @Override
    public boolean keeps(String contentType) {
        return writer.keeps(contentType);
    }

    /** Of two who remove the same variant at once both may be told that it was there. */
    @Override
    public boolean delete(String key) throws IOException {
        return remover.remove(bucket.location().objectName(key));
    }

    /**
     * Removes the objects whose names are the folder and a cache key of some layout, whoever stored them. Keys with a
     * prefix are not among them; give the prefix as the folder instead.
     */
    @Override
    public void clear() throws IOException {
        remover.removeAll(bucket.location().folder(), bucket.location()::isVariant);
    }

    @Override
    public long deletePrefix(String prefix) throws IOException {
        String group = bucket.location().folder() + CacheKeys.checkedPrefix(prefix);
        return remover.removeAll(group, name -> true);
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
        return bucket.location().toString();
    }

    @Override
    public List<String> abilities() {
        return abilities.lines();
    }

    /** Asks for an object that is not there; whether objects may be written shows the probe, or the first that is. */
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
    }
}
