package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.BucketLocation;
import io.github.imgproxy4j.store.s3.internal.ClientOptions;
import io.github.imgproxy4j.store.s3.internal.UploadOptions;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Collects the configuration of the store. Not thread-safe.
 *
 * <p>Each method validates like the setting of its name ({@link S3Settings}).
 */
public final class S3StoreBuilder {
    /** Unlike pages, a redirect to a bucket needs a whole URL. */
    private static final Setting<URI> REDIRECT_TARGET =
            Setting.httpUrl(CoreSettings.CACHE_URL.key(), CoreSettings.CACHE_URL.description());

    private final String bucket;
    private String folder = "";
    private @Nullable URI endpoint;
    private @Nullable String region;
    private @Nullable Boolean pathStyle;
    private int connections = standard(S3Settings.CONNECTIONS);
    private Duration connectTimeout = standard(S3Settings.CONNECT_TIMEOUT);
    private Duration idleTimeout = standard(S3Settings.IDLE_TIMEOUT);
    private Duration readTimeout = standard(S3Settings.READ_TIMEOUT);
    private Duration writeTimeout = standard(S3Settings.WRITE_TIMEOUT);
    private @Nullable String storageClass;
    private @Nullable String encryption;
    private @Nullable String kmsKey;
    private @Nullable String acl;
    private @Nullable String cacheControl;
    private Map<String, String> tags = Map.of();
    private SvgDelivery svg = SvgDelivery.SKIP;
    private boolean forbiddenIsMiss;
    private @Nullable URI redirectTo;
    private @Nullable PurgeableStore localCache;
    private boolean readOnly;

    S3StoreBuilder(String bucket) {
        this.bucket = S3Settings.BUCKET.require(bucket);
    }

    /** The prefix of object names; {@code variants/} is a folder, {@code variants} is not. */
    public S3StoreBuilder folder(String prefix) {
        this.folder = S3Settings.FOLDER.require(prefix);
        return this;
    }

    /** A server other than AWS. */
    public S3StoreBuilder endpoint(URI url) {
        this.endpoint = S3Settings.ENDPOINT.require(url);
        return this;
    }

    /** The region; by default that of the AWS chain, or {@code auto} if an endpoint is set and the chain has none. */
    public S3StoreBuilder region(String name) {
        this.region = S3Settings.REGION.require(name);
        return this;
    }

    /** Whether the bucket is part of the path instead of the host name; by default only if an endpoint is set. */
    public S3StoreBuilder pathStyle(boolean inPath) {
        this.pathStyle = inPath;
        return this;
    }

    /** The maximum number of concurrent requests, 64 by default. */
    public S3StoreBuilder connections(int most) {
        this.connections = S3Settings.CONNECTIONS.require(most);
        return this;
    }

    /** The longest time for a connection, 2 s by default. */
    public S3StoreBuilder connectTimeout(Duration longest) {
        this.connectTimeout = S3Settings.CONNECT_TIMEOUT.require(longest);
        return this;
    }

    /** The longest time without receiving a byte, 10 s by default. */
    public S3StoreBuilder idleTimeout(Duration longest) {
        this.idleTimeout = S3Settings.IDLE_TIMEOUT.require(longest);
        return this;
    }

    /**
     * The longest time until the first byte of a stored variant, retries included, 5 s by default; after that upstream
     * is asked.
     */
    public S3StoreBuilder readTimeout(Duration longest) {
        this.readTimeout = S3Settings.READ_TIMEOUT.require(longest);
        return this;
    }

    /** The longest time for an upload, retries included, and for any other request, 60 s by default. */
    public S3StoreBuilder writeTimeout(Duration longest) {
        this.writeTimeout = S3Settings.WRITE_TIMEOUT.require(longest);
        return this;
    }

    /** The storage class of objects, {@code STANDARD_IA}; by default that of the bucket. */
    public S3StoreBuilder storageClass(String name) {
        this.storageClass = S3Settings.STORAGE_CLASS.require(name);
        return this;
    }

    /**
     * How objects are encrypted: {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}; by default as configured in
     * the bucket.
     */
    public S3StoreBuilder encryption(String name) {
        this.encryption = S3Settings.ENCRYPTION.require(name);
        return this;
    }

    /** The id or ARN of the key for encryption with KMS; by default that of the account. */
    public S3StoreBuilder kmsKey(String id) {
        this.kmsKey = S3Settings.KMS_KEY.require(id);
        return this;
    }

    /** A canned ACL for objects, {@code public-read}; none by default, because many buckets refuse ACLs. */
    public S3StoreBuilder acl(String name) {
        this.acl = S3Settings.ACL.require(name);
        return this;
    }

    /**
     * The {@code Cache-Control} of objects that may be cached forever; by default the same as from the filter. A
     * shorter lifetime from upstream is kept.
     */
    public S3StoreBuilder cacheControl(String value) {
        this.cacheControl = S3Settings.CACHE_CONTROL.require(value);
        return this;
    }

    /** Tags of objects, for lifecycle rules and cost allocation. */
    public S3StoreBuilder tags(Map<String, String> all) {
        this.tags = Map.copyOf(S3Settings.TAGS.require(all));
        return this;
    }

    /** How SVG is stored; {@link SvgDelivery#SKIP} by default. */
    public S3StoreBuilder svg(SvgDelivery delivery) {
        this.svg = S3Settings.SVG.require(delivery);
        return this;
    }

    /**
     * Whether 403 for an object means that it does not exist, for credentials without permission to list the bucket.
     */
    public S3StoreBuilder forbiddenIsMiss(boolean isMiss) {
        this.forbiddenIsMiss = isMiss;
        return this;
    }

    /**
     * Redirects clients of the proxy route to the bucket or its CDN for stored variants; by default the filter sends
     * them. Not for pages that request the bucket first: they would be redirected to the URL that has just failed.
     *
     * @param cacheUrl the public URL of the folder: http or https, without query and fragment
     */
    public S3StoreBuilder redirectTo(URI cacheUrl) {
        this.redirectTo = REDIRECT_TARGET.require(cacheUrl);
        return this;
    }

    /**
     * Keeps copies of the variants that are read more than once in a local store; none by default. What this store removes
     * it removes from there. What other processes remove stays there as long as the local store keeps it, so limit its age,
     * as the filter does to an hour.
     *
     * @param copies a store for this purpose only, limited in size, and closed with this one; for example a
     *     {@link io.github.imgproxy4j.filter.store.file.FileStore}
     */
    public S3StoreBuilder localCache(PurgeableStore copies) {
        this.localCache = Objects.requireNonNull(copies, "copies");
        return this;
    }

    /**
     * Only reads: the store puts and deletes nothing, but throws an {@link java.io.IOException}, and leaves the empty objects
     * that imgproxy-cache has stored. For tools that look into the bucket of a proxy.
     */
    public S3StoreBuilder readOnly() {
        this.readOnly = true;
        return this;
    }

    /**
     * A store that connects at its first use.
     *
     * @throws IllegalStateException if the region is not known
     */
    public S3ImageStore build() {
        return new S3ImageStore(
                bucket(), readTimeout, uploadOptions(), forbiddenIsMiss, redirectTo, localCache, readOnly);
    }

    UploadOptions uploadOptions() {
        return new UploadOptions(storageClass, encryption, kmsKey, acl, cacheControl, tags, svg);
    }

    Bucket bucket() {
        boolean inPath = pathStyle == null ? endpoint != null : pathStyle;
        return new Bucket(
                new BucketLocation(bucket, folder, endpoint, resolvedRegion()),
                new ClientOptions(inPath, connections, connectTimeout, idleTimeout, writeTimeout));
    }

    private String resolvedRegion() {
        if (region != null) {
            return region;
        }
        try {
            return chain().getRegion().id();
        } catch (SdkClientException unknown) {
            if (endpoint != null) {
                return "auto";
            }
            throw new IllegalStateException("must name the region of the bucket", unknown);
        }
    }

    /** Without the metadata service if there is an endpoint: outside AWS, each attempt costs seconds. */
    private AwsRegionProvider chain() {
        return endpoint == null
                ? DefaultAwsRegionProviderChain.builder().build()
                : new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
    }

    private static <T> T standard(Setting<T> setting) {
        return Objects.requireNonNull(setting.defaultValue());
    }
}
