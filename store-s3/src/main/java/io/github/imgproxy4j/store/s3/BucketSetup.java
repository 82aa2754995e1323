package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.Failures;
import io.github.imgproxy4j.store.s3.internal.Probe;
import io.github.imgproxy4j.store.s3.internal.ReadPolicy;
import io.github.imgproxy4j.store.s3.internal.ServerAbilities;
import io.github.imgproxy4j.store.s3.internal.UploadOptions;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * Prepares a bucket for browsers that read it directly, and checks what they receive.
 *
 * <p>Existing rules are kept: each method adds or replaces one rule. Not thread-safe.
 *
 * <pre>{@code
 * try (BucketSetup setup = BucketSetup.of(S3ImageStore.builder("images").folder("variants/"))) {
 *     setup.allowReading();
 *     setup.allowOrigins(List.of("https://www.example.com"));
 *     setup.expireAfter(90);
 *     setup.check(URI.create("https://images.example.com/variants")).forEach(System.out::println);
 * }
 * }</pre>
 */
public final class BucketSetup implements AutoCloseable {
    private static final String RULE = "imgproxy4j";
    private static final int CORS_SECONDS = 86_400;

    private final Bucket bucket;
    private final UploadOptions options;

    private BucketSetup(Bucket bucket, UploadOptions options) {
        this.bucket = bucket;
        this.options = options;
    }

    /**
     * The set-up of the bucket of a store.
     *
     * @throws IllegalStateException if the region is not known
     */
    public static BucketSetup of(S3StoreBuilder store) {
        return new BucketSetup(store.bucket(), store.uploadOptions());
    }

    /**
     * The set-up of the bucket that the settings name.
     *
     * @throws SettingsException if they name none, or the region is not known
     */
    public static BucketSetup of(Settings settings) {
        if (!settings.isSet(S3Settings.BUCKET)) {
            throw new SettingsException(List.of(settings.spell(S3Settings.BUCKET)
                    + " [not set] must name the bucket; set " + S3Settings.BUCKET.environmentName()));
        }
        return S3StoreProvider.built(S3StoreProvider.builder(settings), BucketSetup::of);
    }

    /**
     * Creates the bucket, private, in the configured region.
     *
     * @return false if it was there already and belongs to the same account
     * @throws IOException if it cannot be created, for example because the name belongs to another account
     */
    public boolean create() throws IOException {
        try {
            bucket.call(client -> client.createBucket(create -> create.bucket(bucket.name())));
            return true;
        } catch (BucketAlreadyOwnedByYouException ours) {
            return false;
        } catch (SdkException failure) {
            throw bucket.failureInFull(failure, "s3:CreateBucket");
        }
    }

    /**
     * What the server supports, one feature per line, found out with a temporary object.
     *
     * @throws IOException if nothing can be stored
     */
    public List<String> abilities() throws IOException {
        ServerAbilities abilities = new ServerAbilities(bucket.location());
        new Probe(bucket, options, abilities).run();
        return abilities.lines();
    }

    /**
     * Makes the objects of the folder publicly readable, with a bucket policy that allows nothing else. An existing
     * policy is not changed.
     *
     * @throws IOException if the bucket has another policy, with the statement to add to it; or if the policy cannot be
     *     set
     */
    public void allowReading() throws IOException {
        ReadPolicy policy = new ReadPolicy(bucket.location());
        String there = orElse(
                "",
                "NoSuchBucketPolicy",
                "s3:GetBucketPolicy",
                () -> bucket.call(client -> client.getBucketPolicy(get -> get.bucket(bucket.name())))
                        .policy());
        if (policy.isIn(there)) {
            return;
        }
        if (!there.isEmpty()) {
            throw new IOException(
                    bucket.location() + " already has a policy; add this statement to it: " + policy.statement());
        }
        change(
                "s3:PutBucketPolicy, and turn off \"block public access\" for policies of this bucket",
                () -> bucket.call(client ->
                        client.putBucketPolicy(put -> put.bucket(bucket.name()).policy(policy.text()))));
    }

    /**
     * Lets pages of other origins read the pixels (CORS). Images in {@code <img>} do not need this.
     *
     * @param origins such as {@code https://www.example.com}, or {@code *}
     */
    public void allowOrigins(List<String> origins) throws IOException {
        List<CORSRule> rules = new ArrayList<>(orElse(
                List.of(),
                "NoSuchCORSConfiguration",
                "s3:GetBucketCORS",
                () -> bucket.call(client -> client.getBucketCors(get -> get.bucket(bucket.name())))
                        .corsRules()));
        rules.removeIf(rule -> RULE.equals(rule.id()));
        rules.add(CORSRule.builder()
                .id(RULE)
                .allowedOrigins(origins)
                .allowedMethods("GET", "HEAD")
                .allowedHeaders("*")
                .maxAgeSeconds(CORS_SECONDS)
                .build());
        change(
                "s3:PutBucketCORS",
                () -> bucket.call(client -> client.putBucketCors(
                        put -> put.bucket(bucket.name()).corsConfiguration(cors -> cors.corsRules(rules)))));
    }

    /**
     * Lets the server remove the objects of the folder some days after they were written; images that are still
     * requested are then created again.
     *
     * @param days at least 1
     */
    public void expireAfter(int days) throws IOException {
        String id = (RULE + " " + bucket.location().folder()).strip();
        List<LifecycleRule> rules = new ArrayList<>(orElse(
                List.of(),
                "NoSuchLifecycleConfiguration",
                "s3:GetLifecycleConfiguration",
                () -> bucket.call(client -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket.name())))
                        .rules()));
        rules.removeIf(rule -> id.equals(rule.id()));
        rules.add(LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(bucket.location().folder()))
                .expiration(expiration -> expiration.days(days))
                .build());
        change(
                "s3:PutLifecycleConfiguration",
                () -> bucket.call(client -> client.putBucketLifecycleConfiguration(
                        put -> put.bucket(bucket.name()).lifecycleConfiguration(all -> all.rules(rules)))));
    }

    /**
     * Checks what a browser receives: stores two objects, requests them like a browser, and removes them.
     *
     * @param cacheUrl the URL of cached images for browsers, the setting {@code imgproxy.cache-url}
     * @return findings, the most basic first
     * @throws IOException if nothing can be stored
     */
    public List<Finding> check(URI cacheUrl) throws IOException {
        return new DeliveryCheck(bucket, options, cacheUrl).run();
    }

    private <T> T orElse(T fallback, String absentCode, String permission, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException failure) {
            if (Failures.codeOf(failure).equals(absentCode)) {
                return fallback;
            }
            throw bucket.failureInFull(failure, permission);
        }
    }

    private void change(String permission, Runnable call) throws IOException {
        try {
            call.run();
        } catch (SdkException failure) {
            throw bucket.failureInFull(failure, permission);
        }
    }

    @Override
    public void close() {
        bucket.close();
    }

    /**
     * One finding.
     *
     * @param good whether it is as it should be for browsers
     * @param text the finding, and what to change if it is not good
     */
    public record Finding(boolean good, String text) {
        /** One line. */
        @Override
        public String toString() {
            return (good ? "ok     " : "CHANGE ") + text;
        }
    }
}
