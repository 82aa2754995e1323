package io.github.imgproxy4j.store.s3.settings;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of the S3 store. Credentials are not among them; they come from the AWS default chain. */
public final class S3Settings implements SettingsCatalog {
    private static final int LONGEST_FOLDER = 512;
    private static final int MOST_TAGS = 10;
    private static final String TAG = "[\\p{L}\\p{N} _.:/+@-]{1,128}=[\\p{L}\\p{N} _.:/+@-]{0,256}";

    /** The bucket. */
    public static final Setting<String> BUCKET = Setting.text(
                    "imgproxy.s3-bucket", "Bucket that stores the variants; not set: nothing is stored in S3")
            .checkedBy(
                    text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,62}"),
                    "must be the name of a bucket: 3 to 63 letters, digits, dots, hyphens and underscores")
            .withEnvironmentName("S3_BUCKET");

    /** The prefix of object names. */
    public static final Setting<String> FOLDER = Setting.text(
                    "imgproxy.s3-folder", "Prefix of object names, including its slash: images/")
            .checkedBy(
                    S3Settings::isFolder,
                    "must be such as images/ or images/small/: letters, digits and ._!*'()- between single slashes, none at its start")
            .withEnvironmentName("S3_FOLDER")
            .withDefault("");

    /** A server other than AWS. */
    public static final Setting<URI> ENDPOINT = Setting.httpUrl(
                    "imgproxy.s3-endpoint", "URL of an S3-compatible server; not set: AWS")
            .checkedBy(
                    url -> url.getHost() != null,
                    "must have a host that the AWS SDK understands: no underscore, no last label of digits; give the"
                            + " server an alias")
            .withEnvironmentName("S3_ENDPOINT");

    /** The region. */
    public static final Setting<String> REGION = Setting.text(
                    "imgproxy.s3-region",
                    "Region of the bucket; not set: that of the AWS chain (AWS_REGION), otherwise auto with an"
                            + " endpoint")
            .checkedBy(text -> text.matches("[A-Za-z0-9-]{1,63}"), "must be a region such as eu-central-1, or auto");

    /** The position of the bucket's name in URLs. */
    public static final Setting<Boolean> PATH_STYLE = Setting.flag(
            "imgproxy.s3-path-style",
            "Whether the bucket is part of the path instead of the host name; not set: true with an endpoint");

    /** The storage class. */
    public static final Setting<String> STORAGE_CLASS = Setting.text(
                    "imgproxy.s3-storage-class",
                    "Storage class of objects, STANDARD_IA; not set: the default of" + " the bucket")
            .checkedBy(text -> text.matches("[A-Z][A-Z_]*"), "must be a storage class such as STANDARD_IA");

    /** Server-side encryption. */
    public static final Setting<String> ENCRYPTION = Setting.text(
                    "imgproxy.s3-encryption",
                    "How the server encrypts objects: AES256, aws:kms, aws:kms:dsse; not set: the default of the"
                            + " bucket")
            .checkedBy(text -> text.matches("AES256|aws:kms(:dsse)?"), "must be one of AES256, aws:kms, aws:kms:dsse");

    /** The key for it. */
    public static final Setting<String> KMS_KEY = Setting.text(
                    "imgproxy.s3-kms-key",
                    "Id or ARN of the key for aws:kms; not set: the default key of the" + " account")
            .checkedBy(text -> text.matches("[A-Za-z0-9:/_-]{1,256}"), "must be the id or the ARN of a KMS key");

    /** A canned ACL. */
    public static final Setting<String> ACL = Setting.text(
                    "imgproxy.s3-acl",
                    "Canned ACL of objects, public-read; not set: none is sent, as buckets with policies require")
            .checkedBy(text -> text.matches("[a-z]+(-[a-z]+)*"), "must be a canned ACL such as public-read");

    /** {@code Cache-Control} of objects. */
    public static final Setting<String> CACHE_CONTROL = Setting.text(
                    "imgproxy.s3-cache-control",
                    "Cache-Control of objects that may be cached forever; not set: public, max-age=31536000,"
                            + " immutable")
            .checkedBy(
                    text -> text.matches("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?"),
                    "must be such as public, max-age=86400");

    /** Tags. */
    public static final Setting<Map<String, String>> TAGS = Setting.text(
                    "imgproxy.s3-tags", "Tags of objects, cache=images,team=web")
            .parsedBy(S3Settings::tags)
            .checkedBy(
                    S3Settings::areTags, "must be such as cache=images,team=web, with at most " + MOST_TAGS + " tags");

    /** How SVG is stored. */
    public static final Setting<SvgDelivery> SVG = Setting.choice(
                    "imgproxy.s3-svg",
                    SvgDelivery.class,
                    "Whether and how SVG, which a bucket sends without Content-Security-Policy, is stored: skip,"
                            + " attachment, inline")
            .withDefault(SvgDelivery.SKIP);

    /** 403 as a miss. */
    public static final Setting<Boolean> FORBIDDEN_IS_MISS = Setting.flag(
                    "imgproxy.s3-forbidden-is-miss",
                    "Whether 403 means that an object does not exist, as it does without permission to list the"
                            + " bucket")
            .withDefault(false);

    /** A redirect instead of the bytes. */
    public static final Setting<Boolean> REDIRECT = Setting.flag(
                    "imgproxy.s3-redirect",
                    "Whether the proxy route redirects to imgproxy.cache-url for stored variants; not for pages"
                            + " that request that URL first")
            .withDefault(false);

    /** Concurrent requests. */
    public static final Setting<Integer> CONNECTIONS = Setting.wholeNumber(
                    "imgproxy.s3-connections",
                    1,
                    10_000,
                    "How many requests are sent to the server at the same" + " time")
            .withDefault(64);

    /** Time for a connection. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    "imgproxy.s3-connect-timeout", "Longest time to connect to the server")
            .withDefault(Duration.ofSeconds(2))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Silence. */
    public static final Setting<Duration> IDLE_TIMEOUT = Setting.duration(
                    "imgproxy.s3-idle-timeout", "Longest time without receiving a byte from the server")
            .withDefault(Duration.ofSeconds(10))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Time for a variant. */
    public static final Setting<Duration> READ_TIMEOUT = Setting.duration(
                    "imgproxy.s3-read-timeout",
                    "Longest time until the first byte of a stored variant, retries included; after that upstream"
                            + " is asked")
            .withDefault(Duration.ofSeconds(5))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Time for an upload. */
    public static final Setting<Duration> WRITE_TIMEOUT = Setting.duration(
                    "imgproxy.s3-write-timeout", "Longest time for an upload, retries included")
            .withDefault(Duration.ofSeconds(60))
            .checkedBy(duration -> !duration.isZero(), "must be longer than 0");

    /** Copies on this machine. */
    public static final Setting<Path> LOCAL_CACHE = Setting.path(
            "imgproxy.s3-local-cache",
            "Folder for copies of the variants that are read from the bucket more than once; not set: none are kept");

    /** Their size. */
    public static final Setting<Long> LOCAL_CACHE_SIZE = Setting.byteCount(
                    "imgproxy.s3-local-cache-size",
                    "Bytes of all copies in imgproxy.s3-local-cache; the least recently used are removed first")
            .withDefault(1024L * 1024 * 1024)
            .checkedBy(bytes -> bytes > 0, "must be greater than 0");

    /** Other programs use these variables as well. */
    @Override
    public boolean isUsed(Settings settings) {
        return settings.isSet(BUCKET);
    }

    /** For {@link java.util.ServiceLoader}. */
    public S3Settings() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                BUCKET,
                FOLDER,
                ENDPOINT,
                REGION,
                PATH_STYLE,
                STORAGE_CLASS,
                ENCRYPTION,
                KMS_KEY,
                ACL,
                CACHE_CONTROL,
                TAGS,
                SVG,
                FORBIDDEN_IS_MISS,
                REDIRECT,
                CONNECTIONS,
                CONNECT_TIMEOUT,
                IDLE_TIMEOUT,
                READ_TIMEOUT,
                WRITE_TIMEOUT,
                LOCAL_CACHE,
                LOCAL_CACHE_SIZE);
    }

    private static boolean isFolder(String text) {
        return text.isEmpty()
                || (text.length() <= LONGEST_FOLDER && text.matches("[A-Za-z0-9._!*'()-]+(/[A-Za-z0-9._!*'()-]+)*/?"));
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : text.split(",", -1)) {
            String[] pair = tag.strip().split("=", 2);
            tags.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return tags;
    }

    private static boolean areTags(Map<String, String> tags) {
        return tags.size() <= MOST_TAGS
                && tags.entrySet().stream().allMatch(tag -> (tag.getKey() + "=" + tag.getValue()).matches(TAG));
    }
}
