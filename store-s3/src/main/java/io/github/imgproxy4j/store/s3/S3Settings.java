package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.net.URI;
import java.util.List;

/** The settings of the S3 store. Credentials are not among them; the AWS default chain finds those. */
public final class S3Settings implements SettingsCatalog {
    private static final int LONGEST_FOLDER = 512;

    /** The bucket. */
    public static final Setting<String> BUCKET = Setting.text(
                    "imgproxy.s3-bucket", "Bucket that keeps the variants; not set: nothing is stored in S3")
            .parsedBy(S3Settings::bucket)
            .withEnvironmentName("S3_BUCKET");

    /** What object names begin with. */
    public static final Setting<String> FOLDER = Setting.text(
                    "imgproxy.s3-folder", "What the names of objects begin with, with its slash: images/")
            .parsedBy(S3Settings::folder)
            .withEnvironmentName("S3_FOLDER")
            .withDefault("");

    /** A server other than AWS. */
    public static final Setting<URI> ENDPOINT = Setting.httpUrl(
                    "imgproxy.s3-endpoint", "URL of an S3-compatible server; not set: AWS")
            .withEnvironmentName("S3_ENDPOINT");

    /** The region. */
    public static final Setting<String> REGION = Setting.text(
                    "imgproxy.s3-region",
                    "Region of the bucket; not set: that of the AWS chain (AWS_REGION), else auto at an endpoint")
            .parsedBy(S3Settings::region);

    /** Where the bucket's name stands in URLs. */
    public static final Setting<Boolean> PATH_STYLE = Setting.flag(
            "imgproxy.s3-path-style",
            "Whether the bucket stands in the path instead of the host name; not set: true at an endpoint");

    @Override
    public List<Setting<?>> settings() {
        return List.of(BUCKET, FOLDER, ENDPOINT, REGION, PATH_STYLE);
    }

    private static String bucket(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,62}")) {
            throw new IllegalArgumentException(
                    "must be the name of a bucket: 3 to 63 letters, digits, dots, hyphens and underscores");
        }
        return text;
    }

    private static String folder(String text) {
        if (text.length() > LONGEST_FOLDER || !text.matches("[A-Za-z0-9._!*'()-]+(/[A-Za-z0-9._!*'()-]+)*/?")) {
            throw new IllegalArgumentException("must be such as images/ or images/small/:"
                    + " letters, digits and ._!*'()- between single slashes, none at its start");
        }
        return text;
    }

    private static String region(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,63}")) {
            throw new IllegalArgumentException("must be a region such as eu-central-1, or auto");
        }
        return text;
    }
}
