package io.github.imgproxy4j.cli.doctor.bucket;

import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a bucket. Stores one object and removes it. */
public final class BucketChecks implements Check {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.BUCKET_ANSWER, CheckId.BUCKET_LIFECYCLE);
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final Pattern REGION = Pattern.compile("<Region>([^<]+)</Region>");
    private static final Pattern DAYS = Pattern.compile("<Expiration>\\s*<Days>(\\d{1,6})</Days>");
    private static final String ORIGIN = "https://imgproxy4j-doctor.example";

    private final @Nullable BucketAddress address;
    private final boolean isPublic;
    private final Http http;
    private final Clock clock;
    private final ProbeVisitor visitor;

    /**
     * The checks of one bucket.
     *
     * @param address null if there is none
     * @param isPublic whether browsers or a CDN read it without a signature
     * @param visitor looks at the same object from elsewhere
     */
    public BucketChecks(
            Http http, @Nullable BucketAddress address, boolean isPublic, Clock clock, ProbeVisitor visitor) {
        this.http = http;
        this.address = address;
        this.isPublic = isPublic;
        this.clock = clock;
        this.visitor = visitor;
    }

    @Override
    public Set<CheckId> ids() {
        EnumSet<CheckId> ids = EnumSet.copyOf(IDS);
        ids.addAll(visitor.ids());
        return ids;
    }

    @Override
    public void run(Findings findings) throws InterruptedException {
        if (address == null) {
            skipRest(findings, "no bucket; set S3_BUCKET, and S3_ENDPOINT unless the bucket is at AWS");
        } else {
            run(address, findings);
        }
        if (visitor.ids().stream().noneMatch(findings::has)) {
            visitor.withoutObject("this check needs a bucket and its credentials", findings);
        }
    }

    private void run(BucketAddress address, Findings findings) throws InterruptedException {
        try {
            run(new BucketClient(http, address, clock), findings);
        } catch (NoResponseException silent) {
            if (!findings.has(CheckId.BUCKET_ANSWER)) {
                findings.fault(
                        CheckId.BUCKET_ANSWER,
                        String.valueOf(silent.getMessage()),
                        "curl -i " + address.endpoint() + "   # is S3_ENDPOINT right?");
            }
            skipRest(findings, "there was no response from the bucket");
        }
    }

    private static void skipRest(Findings findings, String reason) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, reason));
    }

    private void run(BucketClient bucket, Findings findings) throws NoResponseException, InterruptedException {
        clock(bucket.anonymous("", "list-type=2&max-keys=1"), findings);
        if (!bucket.address().hasCredentials()) {
            findings.skipped(
                    CheckId.BUCKET_CREDENTIALS, "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            publicly(bucket, findings);
            skipRest(findings, "this check needs credentials");
            return;
        }
        BucketClient owner = inRightRegion(bucket, findings);
        if (owner == null) {
            skipRest(findings, "the bucket refuses our credentials");
            return;
        }
        withProbe(owner, findings);
        lifecycle(owner, findings);
    }

    private void clock(Response response, Findings findings) {
        Instant there = response.date().orElse(null);
        Duration skew = there == null ? Duration.ZERO : Duration.between(clock.instant(), there);
        if (skew.abs().compareTo(MOST_SKEW) > 0) {
            findings.fault(
                    CheckId.BUCKET_CLOCK,
                    "our clock is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "ahead of" : "behind")
                            + " that of the bucket; from 900 s on, all requests are refused",
                    "timedatectl set-ntp true");
        } else {
            findings.ok(CheckId.BUCKET_CLOCK, there == null ? "there is no Date header" : "its clock agrees with ours");
        }
    }

    /** Judges bucket, credentials and region; returns null if nothing more can be asked. */
    private static @Nullable BucketClient inRightRegion(BucketClient bucket, Findings findings)
            throws NoResponseException, InterruptedException {
        Response response = bucket.get("", "list-type=2&max-keys=1");
        String region = otherRegion(response);
        if (!region.isEmpty()) {
            findings.fault(
                    CheckId.BUCKET_REGION,
                    "the bucket is in " + region + ", not in "
                            + bucket.address().region(),
                    "IMGPROXY4J_S3_REGION=" + region);
            BucketClient there = bucket.inRegion(region);
            response = there.get("", "list-type=2&max-keys=1");
            return isOurs(there, response, findings) ? there : null;
        }
        boolean ours = isOurs(bucket, response, findings);
        if (ours) {
            findings.ok(CheckId.BUCKET_REGION, "signed for " + bucket.address().region());
        }
        return ours ? bucket : null;
    }

    private static String otherRegion(Response response) {
        String header = response.header("x-amz-bucket-region");
        if (response.status() / 100 == 3 && !header.isEmpty()) {
            return header;
        }
        Matcher matcher = REGION.matcher(response.text());
        return response.status() >= 300 && matcher.find() ? matcher.group(1) : "";
    }

    private static boolean isOurs(BucketClient bucket, Response response, Findings findings) {
        String code = BucketClient.code(response);
        String said = response.status() + (code.isEmpty() ? "" : " " + code);
        switch (code) {
            case "NoSuchBucket" -> {
                findings.fault(
                        CheckId.BUCKET_ANSWER,
                        "there is no bucket " + bucket.address(),
                        "aws --endpoint-url " + bucket.address().endpoint() + " s3 mb s3://"
                                + bucket.address().bucket());
                return false;
            }
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired" -> {
                findings.ok(CheckId.BUCKET_ANSWER, "it answers");
                findings.fault(
                        CheckId.BUCKET_CREDENTIALS,
                        said + ": "
                                + (code.equals("SignatureDoesNotMatch")
                                        ? "the secret key does not match the access key, or the region is wrong"
                                        : code.equals("InvalidAccessKeyId")
                                                ? "the access key is unknown"
                                                : "the session has expired"),
                        "export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…");
                return false;
            }
            case "RequestTimeTooSkewed" -> {
                findings.ok(CheckId.BUCKET_ANSWER, "it answers");
                findings.unknown(CheckId.BUCKET_CREDENTIALS, "our clock is wrong, so they were not checked");
                return false;
            }
            default -> {
                findings.ok(CheckId.BUCKET_ANSWER, bucket.address() + " answers");
                findings.ok(
                        CheckId.BUCKET_CREDENTIALS,
                        response.is(200)
                                ? "they are accepted"
                                : "they are valid, but may not list the bucket: " + said);
                return true;
            }
        }
    }

    private void withProbe(BucketClient owner, Findings findings) throws NoResponseException, InterruptedException {
        String name = ProbeObject.newKey();
        String key = owner.address().folder() + name;
        visitor.beforeStoring(name);
        missing(owner.get(key, ""), owner.anonymous(key, ""), findings);
        Response stored = owner.put(key, ProbeObject.bytes(), ProbeObject.headers());
        if (!stored.is(200)) {
            findings.fault(
                    CheckId.BUCKET_WRITE,
                    "an object cannot be stored: " + stored.status() + " " + BucketClient.code(stored),
                    policy(owner, "s3:PutObject"));
            publicly(owner, findings);
            skipRest(findings, "nothing can be stored");
            return;
        }
        try {
            conditional(owner, key, findings);
            type(owner.get(key, ""), findings);
            Response image = owner.anonymous(key, "", "Origin", ORIGIN);
            reading(owner, image, findings);
            visitor.whileStored(name, image, findings);
        } finally {
            remove(owner, key, findings);
        }
    }

    private void missing(Response toOwner, Response toAnybody, Findings findings) {
        Response decisive = isPublic ? toAnybody : toOwner;
        String who = isPublic ? "browsers" : "us";
        if (decisive.is(404)) {
            findings.ok(CheckId.BUCKET_MISSING, "a missing object is 404 for " + who);
        } else if (decisive.is(403)) {
            findings.fault(
                    CheckId.BUCKET_MISSING,
                    "a missing object is 403 for " + who + ", which can also mean that access is denied",
                    isPublic
                            ? "allow s3:ListBucket to the CDN only, not to \"Principal\":\"*\"   # without a CDN, leave"
                                    + " it: browsers use the proxy URL after 403 as well as after 404"
                            : "allow s3:ListBucket on the bucket to these credentials   # or set"
                                    + " IMGPROXY4J_S3_FORBIDDEN_IS_MISS=true");
        } else {
            findings.fault(
                    CheckId.BUCKET_MISSING,
                    "a missing object is " + decisive.status() + " for " + who
                            + ", so browsers do not use the proxy URL",
                    "curl -i " + decisive.uri());
        }
    }

    private static void conditional(BucketClient owner, String key, Findings findings)
            throws NoResponseException, InterruptedException {
        Map<String, String> headers = new HashMap<>(ProbeObject.headers());
        headers.put("If-None-Match", "*");
        Response again = owner.put(key, ProbeObject.bytes(), headers);
        switch (again.status()) {
            case 412, 409 -> findings.ok(CheckId.BUCKET_CONDITIONAL, "If-None-Match: * is obeyed");
            case 200 ->
                findings.fault(
                        CheckId.BUCKET_CONDITIONAL,
                        "If-None-Match: * is ignored: an existing object is replaced",
                        "nothing has to be done; a newer version of the server may support it");
            default ->
                findings.fault(
                        CheckId.BUCKET_CONDITIONAL,
                        "If-None-Match: * is refused: " + again.status() + " " + BucketClient.code(again),
                        "nothing has to be done; imgproxy4j then stores without it");
        }
    }

    private static void type(Response stored, Findings findings) {
        String type = stored.type();
        String lifetime = stored.header("Cache-Control");
        if (type.equals(ProbeObject.TYPE) && lifetime.contains("max-age=31536000")) {
            findings.ok(CheckId.BUCKET_TYPE, "content type and Cache-Control are kept");
        } else {
            findings.fault(
                    CheckId.BUCKET_TYPE,
                    "stored as " + ProbeObject.TYPE + " for a year, but returned as "
                            + (type.isEmpty() ? "no type" : type) + ", Cache-Control: "
                            + (lifetime.isEmpty() ? "none" : lifetime),
                    "use a server or gateway that keeps the headers of an upload");
        }
    }

    private void reading(BucketClient owner, Response image, Findings findings)
            throws NoResponseException, InterruptedException {
        if (!isPublic) {
            findings.skipped(
                    CheckId.BUCKET_PUBLIC, "browsers do not read the bucket; set IMGPROXY4J_CACHE_URL if they do");
            findings.skipped(CheckId.BUCKET_CORS, "browsers do not read the bucket");
        } else if (image.is(200)) {
            findings.ok(CheckId.BUCKET_PUBLIC, "browsers may read an object");
            cors(image, findings);
        } else {
            findings.fault(
                    CheckId.BUCKET_PUBLIC,
                    "browsers may not read an object: " + image.status() + " " + BucketClient.code(image),
                    "aws --endpoint-url " + owner.address().endpoint() + " s3api put-bucket-policy --bucket "
                            + owner.address().bucket() + " --policy '{\"Version\":\"2012-10-17\",\"Statement\":["
                            + statement(owner, "s3:GetObject") + "]}'");
            findings.skipped(CheckId.BUCKET_CORS, "browsers may not read an object at all");
        }
        list(owner, findings);
    }

    private void publicly(BucketClient bucket, Findings findings) throws NoResponseException, InterruptedException {
        list(bucket, findings);
        if (!findings.has(CheckId.BUCKET_MISSING) && isPublic) {
            Response missing = bucket.anonymous(bucket.address().folder() + ProbeObject.newKey(), "");
            missing(missing, missing, findings);
        }
    }

    private static void list(BucketClient bucket, Findings findings) throws NoResponseException, InterruptedException {
        Response list = bucket.anonymous("", "list-type=2&max-keys=1");
        if (list.is(200) && list.text().contains("ListBucketResult")) {
            findings.fault(
                    CheckId.BUCKET_LIST,
                    "anyone may list the names of all images in the bucket",
                    "remove s3:ListBucket from the statement with \"Principal\":\"*\"; s3:GetObject is enough");
        } else {
            findings.ok(CheckId.BUCKET_LIST, "the public cannot list it: " + list.status());
        }
    }

    private static void cors(Response image, Findings findings) {
        String allowed = image.header("Access-Control-Allow-Origin");
        if (allowed.isEmpty()) {
            findings.skipped(
                    CheckId.BUCKET_CORS,
                    "other origins may show images but not read their pixels; only canvas and crossorigin need it");
        } else if (allowed.equals("*")
                && image.header("Access-Control-Allow-Credentials").equals("true")) {
            findings.fault(
                    CheckId.BUCKET_CORS,
                    "Access-Control-Allow-Origin: * together with Allow-Credentials: browsers refuse both",
                    "[{\"AllowedOrigins\":[\"https://www.example.com\"],\"AllowedMethods\":[\"GET\",\"HEAD\"]}]");
        } else {
            findings.ok(CheckId.BUCKET_CORS, "Access-Control-Allow-Origin: " + allowed);
        }
    }

    private static void lifecycle(BucketClient owner, Findings findings)
            throws NoResponseException, InterruptedException {
        Response response = owner.get("", "lifecycle");
        Matcher days = DAYS.matcher(response.text());
        OptionalInt found =
                days.results().mapToInt(each -> Integer.parseInt(each.group(1))).min();
        if (response.is(200) && found.isPresent()) {
            int shortest = found.getAsInt();
            if (shortest <= 1) {
                findings.fault(
                        CheckId.BUCKET_LIFECYCLE,
                        "a rule removes objects after " + shortest
                                + " day, so all images are processed again every day",
                        rule(owner));
            } else {
                findings.ok(CheckId.BUCKET_LIFECYCLE, "a rule removes objects after " + shortest + " days");
            }
        } else if (response.is(404) || response.is(200)) {
            findings.ok(CheckId.BUCKET_LIFECYCLE, "no rule: objects are kept until they are purged");
        } else if (response.is(501)) {
            findings.ok(
                    CheckId.BUCKET_LIFECYCLE, "the server has no such rules: objects are kept until they are purged");
        } else {
            findings.unknown(
                    CheckId.BUCKET_LIFECYCLE,
                    "the rules cannot be read: " + response.status() + " " + BucketClient.code(response));
        }
    }

    private static String rule(BucketClient owner) {
        return "aws --endpoint-url " + owner.address().endpoint()
                + " s3api put-bucket-lifecycle-configuration --bucket "
                + owner.address().bucket()
                + " --lifecycle-configuration '{\"Rules\":[{\"ID\":\"imgproxy4j\",\"Status\":\"Enabled\",\"Filter\":"
                + "{\"Prefix\":\"" + owner.address().folder() + "\"},\"Expiration\":{\"Days\":90}}]}'";
    }

    private static String policy(BucketClient owner, String action) {
        return statement(owner, action).replace("\"*\"", "{\"AWS\":\"arn:aws:iam::ACCOUNT:user/NAME\"}");
    }

    private static String statement(BucketClient owner, String action) {
        return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"" + action + "\",\"Resource\":\"arn:aws:s3:::"
                + owner.address().bucket() + "/" + owner.address().folder() + "*\"}";
    }

    private static void remove(BucketClient owner, String key, Findings findings) throws InterruptedException {
        String why;
        try {
            Response removed = owner.delete(key);
            if (removed.status() / 100 == 2) {
                findings.okUnlessFound(CheckId.BUCKET_WRITE, "a probe was stored and deleted");
                return;
            }
            why = removed.status() + " " + BucketClient.code(removed);
        } catch (NoResponseException silent) {
            why = String.valueOf(silent.getMessage());
        }
        findings.fault(
                CheckId.BUCKET_WRITE,
                "the probe " + key + " could not be deleted: " + why,
                "aws --endpoint-url " + owner.address().endpoint() + " s3 rm s3://"
                        + owner.address().bucket() + "/" + key);
    }
}
