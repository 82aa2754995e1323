/** Keeps variants in a bucket. Start at {@link io.github.imgproxy4j.store.s3.S3ImageStore}. */
@SuppressWarnings("module") // S3 is a name, not a version
module io.github.imgproxy4j.store.s3 {
    requires transitive io.github.imgproxy4j.filter;
    requires java.net.http;
    requires org.slf4j;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.utils;
    requires transitive software.amazon.awssdk.services.s3;
    requires static org.jspecify;

    exports io.github.imgproxy4j.store.s3;
    exports io.github.imgproxy4j.store.s3.settings;

    provides io.github.imgproxy4j.settings.SettingsCatalog with
            io.github.imgproxy4j.store.s3.settings.S3Settings;
    provides io.github.imgproxy4j.filter.store.StoreProvider with
            io.github.imgproxy4j.store.s3.S3StoreProvider;
}
