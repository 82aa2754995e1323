package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.store.s3.BucketSetup.Finding;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.ObjectHeaders;
import io.github.imgproxy4j.store.s3.internal.ObjectWriter;
import io.github.imgproxy4j.store.s3.internal.ServerAbilities;
import io.github.imgproxy4j.store.s3.internal.UploadOptions;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/** Requests objects like a browser, and evaluates the responses. Runs once. */
final class DeliveryCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String NO_HEADER = "none";

    /** One transparent pixel. */
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Bucket bucket;
    private final ObjectWriter writer;
    private final String base;
    private final HttpClient browser =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Finding> findings = new ArrayList<>();

    DeliveryCheck(Bucket bucket, UploadOptions options, URI cacheUrl) {
        this.bucket = bucket;
        this.writer = new ObjectWriter(bucket, options, new ServerAbilities(bucket.location()));
        String url = cacheUrl.toString();
        this.base = url.endsWith("/") ? url : url + "/";
    }

    List<Finding> run() throws IOException {
        String early = key();
        String late = key();
        try {
            lookAtNames();
            HttpResponse<String> miss = ask(late);
            store(early);
            store(late);
            HttpResponse<String> image = ask(early);
            lookAtImage(image);
            lookAtMiss(miss);
            if (image.statusCode() == OK) {
                lookAtMissOfBefore(ask(late));
            }
            lookAtList(ask(""));
        } finally {
            remove(early);
            remove(late);
        }
        return findings;
    }

    /** The form of a cache key, so that rules of a CDN for names apply. */
    private static String key() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void lookAtNames() {
        String folder = bucket.location().folder();
        if (!folder.isEmpty() && !folder.endsWith("/")) {
            add(
                    false,
                    "objects are named " + folder + "KEY, but browsers request " + base + "KEY; end "
                            + S3Settings.FOLDER + " with a slash, or remove it and set imgproxy.key-prefix to "
                            + folder);
        }
    }

    private void lookAtImage(HttpResponse<String> image) {
        if (image.statusCode() != OK) {
            add(
                    false,
                    "a stored image: " + image.statusCode() + "; make the folder publicly readable, and check that "
                            + base + " points to " + bucket.location());
            return;
        }
        add(true, "a stored image: 200");
        judge(image, "Content-Type", "image/gif");
        judge(image, "Cache-Control", "max-age=");
        String allowed = header(image, "Access-Control-Allow-Origin");
        add(
                true,
                "Access-Control-Allow-Origin: " + allowed
                        + (allowed.equals(NO_HEADER)
                                ? "; only scripts that read pixels, and crossorigin, need one"
                                : ""));
    }

    private void judge(HttpResponse<String> response, String name, String wanted) {
        String value = header(response, name);
        boolean good = value.contains(wanted);
        add(good, name + ": " + value + (good ? "" : "; a server in between changes what was stored"));
    }

    private void lookAtMiss(HttpResponse<String> miss) {
        int status = miss.statusCode();
        boolean known = status == NOT_FOUND || status == FORBIDDEN;
        add(
                known,
                "a missing image: " + status
                        + (known
                                ? ", so browsers use the proxy URL"
                                : "; it must be 404 or 403, so that browsers use the proxy URL"));
        add(true, "its Cache-Control: " + header(miss, "Cache-Control"));
    }

    /** Other objects can be read, so a persistent miss comes from a cache. */
    private void lookAtMissOfBefore(HttpResponse<String> afterwards) {
        boolean shown = afterwards.statusCode() == OK;
        add(
                shown,
                "the same image once it is stored: " + afterwards.statusCode()
                        + (shown
                                ? ", so the miss is not cached"
                                : "; the CDN caches the miss: set the lifetime of its error responses to 0"));
    }

    private void lookAtList(HttpResponse<String> list) {
        boolean open = list.statusCode() == OK && list.body().contains("ListBucketResult");
        add(!open, open ? "anyone may list the bucket; allow only s3:GetObject" : "the bucket cannot be listed");
    }

    private void add(boolean good, String text) {
        findings.add(new Finding(good, text));
    }

    private HttpResponse<String> ask(String name) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + name))
                .timeout(PATIENCE)
                .header("Accept", "image/*")
                .header("Origin", "https://imgproxy4j.example")
                .build();
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IOException(base + " cannot be reached: " + unreachable, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(NO_HEADER);
    }

    private void store(String key) throws IOException {
        ImageMetadata metadata = ImageMetadata.builder("image/gif", GIF.length)
                .etag("\"check\"")
                .storedAt(Instant.now())
                .cacheControl(ObjectHeaders.IMMUTABLE)
                .build();
        try {
            writer.write(key, metadata, ImageBody.of(GIF));
        } catch (IOException failure) {
            throw new IOException(bucket.location() + ": " + failure.getMessage(), failure);
        }
    }

    private void remove(String key) {
        try {
            bucket.call(client -> client.deleteObject(
                    delete -> delete.bucket(bucket.name()).key(bucket.location().objectName(key))));
        } catch (SdkException stays) {
            add(false, key + " could not be removed; allow s3:DeleteObject");
        }
    }
}
