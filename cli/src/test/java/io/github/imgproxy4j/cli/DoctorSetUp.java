package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification.Outcome;
import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.StubHost.Asked;
import io.github.imgproxy4j.cli.StubHost.Reply;
import io.github.imgproxy4j.html.InlineFallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A whole set-up that is healthy until a test plants a fault: imgproxy and its variables, a URL, a bucket, a CDN and a
 * page, all on one loopback port.
 */
final class DoctorSetUp implements AutoCloseable {
    static final String KEY = "8f1e2d3c4b5a69788796a5b4c3d2e1f08f1e2d3c4b5a69788796a5b4c3d2e1f0";
    static final String SALT = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";
    private static final String SANDBOX = "default-src 'none'; sandbox";
    private static final String SOURCE_PATH = "/sources/cat.jpg";
    private static final byte[] IMAGE = new byte[100];

    // What our side is started with, what imgproxy's file says, and what the command line adds.
    final Map<String, String> environment = new TreeMap<>();
    final Map<String, String> variables = new TreeMap<>();
    final List<String> arguments = new ArrayList<>();
    String url;

    // How imgproxy behaves.
    Imgproxy imgproxy = pair(KEY, SALT, 32);
    String secret = "";
    String errorBody = "";
    Duration imgproxyClock = Duration.ZERO;
    final Map<String, String> errorHeaders = new HashMap<>(Map.of("Content-Security-Policy", SANDBOX));
    String metricsPath = "";
    String fallbackLifetime = "";

    // How the public front of imgproxy behaves.
    int urlStatus = 200;
    boolean headStub;
    boolean automaticWebp;

    // How the bucket behaves.
    final Map<String, Map<String, String>> objects = new ConcurrentHashMap<>();
    final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
    Duration bucketClock = Duration.ZERO;
    String refusal = "";
    String region = "auto";
    int putStatus = 200;
    int conditionalStatus = 412;
    int missingStatus = 404;
    boolean keepsType = true;
    boolean publicRead = true;
    boolean publicList;
    int deleteStatus = 204;
    String lifecycle = "";
    boolean hasLifecycle = true;
    final Map<String, String> objectHeaders = new HashMap<>(Map.of("Vary", "Origin"));

    // How the CDN behaves.
    final Map<String, Reply> cached = new ConcurrentHashMap<>();
    String cdnFolder = "variants/";
    boolean keepsMisses;
    boolean keysOnQuery;
    boolean stripsVary;
    boolean transforms;

    // What the page is.
    String policy = "default-src 'self'; script-src 'self' 'unsafe-hashes' " + InlineFallback.CSP_HASH;
    String page;
    int pageStatus = 200;
    int variantBytes = 50;

    private final StubHost host;
    private final Path envFile;

    DoctorSetUp(Path folder) throws Exception {
        host = new StubHost(this::answer);
        envFile = folder.resolve("imgproxy.env");
        environment.putAll(Map.of(
                "IMGPROXY_KEY",
                KEY,
                "IMGPROXY_SALT",
                SALT,
                "IMGPROXY4J_URL",
                host.url() + "/imgproxy",
                "IMGPROXY4J_CACHE_URL",
                host.url() + "/cdn",
                "S3_BUCKET",
                "photos",
                "S3_FOLDER",
                "variants/",
                "S3_ENDPOINT",
                host.url(),
                "AWS_ACCESS_KEY_ID",
                "access",
                "AWS_SECRET_ACCESS_KEY",
                "secret-of-the-bucket"));
        variables.putAll(Map.of(
                "IMGPROXY_KEY", KEY,
                "IMGPROXY_SALT", SALT,
                "IMGPROXY_BIND", ":8080",
                "IMGPROXY_WORKERS", "4",
                "IMGPROXY_PROMETHEUS_BIND", ":8081"));
        url = host.url() + "/public" + signed("/rs:fill:300:200/plain/s3://photos/cat.jpg@webp");
        String variant = "/variant" + signed("/rs:fill:300:200/plain/" + host.url() + SOURCE_PATH);
        page = "<!doctype html><title>Cats</title><body>"
                + "<picture><source type=image/webp srcset='" + variant + " 300w, " + variant + "?2 600w' sizes=300px>"
                + "<img src='" + variant + "' alt='A cat' width=300 height=200 onerror=\"" + InlineFallback.SCRIPT
                + "\">"
                + "</picture><img src=/icon.png alt='' width=16 height=16 loading=lazy>";
    }

    static Imgproxy pair(String key, String salt, int size) {
        return Imgproxy.builder().key(key).salt(salt).signatureSize(size).build();
    }

    static String signed(String path) {
        return pair(KEY, SALT, 32).sign(path).text();
    }

    String hostUrl() {
        return host.url();
    }

    List<Asked> asked() {
        return host.asked();
    }

    /** Writes the file of variables and runs the command. */
    Result run(String... more) throws IOException {
        if (!variables.isEmpty()) {
            Files.writeString(
                    envFile,
                    variables.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
        Shell shell = Shell.empty();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            shell = shell.with(variable.getKey(), variable.getValue());
        }
        List<String> all = new ArrayList<>(List.of("doctor", "--env-file", envFile.toString(), "--url", url));
        all.addAll(List.of("--page", host.url() + "/page"));
        all.addAll(arguments);
        all.addAll(List.of(more));
        return shell.run(all.toArray(String[]::new));
    }

    private Reply answer(Asked asked) {
        String first = asked.path().split("/", 3)[1];
        String rest = asked.path().substring(first.length() + 1);
        return switch (first) {
            case "imgproxy" -> imgproxy(rest, asked);
            case "public" -> front(asked);
            case "photos" -> bucket(rest.replaceFirst("^/", ""), asked);
            case "cdn" -> cdn(rest.substring(1), asked);
            case "page" ->
                Reply.of(
                        pageStatus,
                        "text/html",
                        page.getBytes(StandardCharsets.UTF_8),
                        "Content-Security-Policy",
                        policy);
            case "sources" -> Reply.of(200, "image/jpeg", IMAGE);
            case "variant" -> Reply.of(200, "image/webp", new byte[variantBytes]);
            default -> Reply.text(404, "nothing here");
        };
    }

    private Reply imgproxy(String path, Asked asked) {
        if (path.equals("/health")) {
            return Reply.text(
                    200,
                    "imgproxy is running",
                    "Server",
                    "imgproxy",
                    "Date",
                    StubHost.date(Instant.now().plus(imgproxyClock)));
        }
        if (path.equals(metricsPath)) {
            return Reply.text(200, "# HELP go_goroutines Number of goroutines");
        }
        if (!secret.isEmpty() && !asked.header("Authorization").equals("Bearer " + secret)) {
            return error(403, "Forbidden");
        }
        if (path.indexOf('/', 1) < 0) {
            return error(404, "Invalid URL");
        }
        if (imgproxy.verify(path).outcome() != Outcome.VERIFIED) {
            return error(403, "Forbidden");
        }
        if (path.contains("imgproxy4j_doctor:")) {
            return error(404, "Invalid URL");
        }
        return fallbackLifetime.isEmpty()
                ? error(404, "Source is unreachable")
                : Reply.of(200, "image/png", IMAGE, "Cache-Control", fallbackLifetime);
    }

    private Reply error(int status, String text) {
        Reply reply = Reply.text(status, text + errorBody);
        reply.headers().putAll(errorHeaders);
        return reply;
    }

    private Reply front(Asked asked) {
        if (headStub && asked.method().equals("HEAD")) {
            return Reply.text(200, " ");
        }
        boolean webp = !automaticWebp || asked.header("Accept").contains("image/webp");
        return urlStatus == 200
                ? Reply.of(200, webp ? "image/webp" : "image/jpeg", IMAGE)
                : Reply.text(urlStatus, "Source is unreachable");
    }

    private Reply bucket(String key, Asked asked) {
        boolean owner = !asked.header("Authorization").isEmpty();
        String date = StubHost.date(Instant.now().plus(bucketClock));
        if (owner && !refusal.isEmpty()) {
            return s3(403, refusal, date);
        }
        if (owner && !asked.header("Authorization").contains("/" + region + "/s3/")) {
            return Reply.of(
                    400,
                    "application/xml",
                    ("<Error><Code>AuthorizationHeaderMalformed</Code><Region>" + region + "</Region></Error>")
                            .getBytes(StandardCharsets.UTF_8),
                    "Date",
                    date);
        }
        if (asked.query().equals("lifecycle") && !hasLifecycle) {
            return s3(501, "NotImplemented", date);
        }
        if (asked.query().equals("lifecycle")) {
            return lifecycle.isEmpty()
                    ? s3(404, "NoSuchLifecycleConfiguration", date)
                    : Reply.text(200, lifecycle, "Date", date);
        }
        if (key.isEmpty()) {
            return owner || publicList
                    ? Reply.text(200, "<ListBucketResult/>", "Date", date)
                    : s3(403, "AccessDenied", date);
        }
        return switch (asked.method()) {
            case "PUT" -> put(key, asked);
            case "DELETE" -> {
                objects.remove(key);
                yield Reply.of(deleteStatus, "", new byte[0]);
            }
            default -> object(key, owner);
        };
    }

    private Reply put(String key, Asked asked) {
        if (putStatus != 200) {
            return s3(putStatus, "AccessDenied", StubHost.date(Instant.now()));
        }
        if (objects.containsKey(key) && asked.header("If-None-Match").equals("*") && conditionalStatus != 200) {
            return s3(conditionalStatus, "PreconditionFailed", StubHost.date(Instant.now()));
        }
        objects.put(
                key,
                Map.of(
                        "Content-Type",
                        keepsType ? asked.header("Content-Type") : "binary/octet-stream",
                        "Cache-Control",
                        asked.header("Cache-Control")));
        bytes.put(key, asked.body());
        return Reply.of(200, "", new byte[0]);
    }

    private Reply object(String key, boolean owner) {
        if (!objects.containsKey(key)) {
            return s3(missingStatus, "NoSuchKey", StubHost.date(Instant.now()));
        }
        if (!owner && !publicRead) {
            return s3(403, "AccessDenied", StubHost.date(Instant.now()));
        }
        Map<String, String> headers = new TreeMap<>(objects.get(key));
        headers.putAll(objectHeaders);
        return new Reply(200, headers, bytes.get(key));
    }

    private static Reply s3(int status, String code, String date) {
        return Reply.of(
                status,
                "application/xml",
                ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8),
                "Date",
                date);
    }

    private Reply cdn(String name, Asked asked) {
        String cacheKey = keysOnQuery ? name + "?" + asked.query() : name;
        if (cached.containsKey(cacheKey)) {
            return marked(cached.get(cacheKey), "HIT");
        }
        Reply origin = object(cdnFolder + name, true);
        Map<String, String> headers = new TreeMap<>(origin.headers());
        if (stripsVary) {
            headers.remove("Vary");
        }
        Reply passed =
                new Reply(origin.status(), headers, transforms && origin.status() == 200 ? IMAGE : origin.body());
        if (origin.status() == 200 || keepsMisses) {
            cached.put(cacheKey, passed);
        }
        return marked(passed, "MISS");
    }

    private static Reply marked(Reply reply, String state) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.put("X-Cache", state);
        return new Reply(reply.status(), headers, reply.body());
    }

    /** The names of objects that are left. */
    Set<String> left() {
        return objects.keySet();
    }

    @Override
    public void close() {
        host.close();
    }
}
