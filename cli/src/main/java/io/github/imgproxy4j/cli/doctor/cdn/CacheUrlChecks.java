package io.github.imgproxy4j.cli.doctor.cdn;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import io.github.imgproxy4j.cli.doctor.bucket.ProbeObject;
import io.github.imgproxy4j.cli.doctor.bucket.ProbeVisitor;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for the probe through the cached URL, as a browser does. */
public final class CacheUrlChecks implements ProbeVisitor {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.CDN_ANSWER, CheckId.CDN_BYTES);
    private static final String[] BROWSER = {
        "Accept", "image/avif,image/webp,image/*,*/*;q=0.8", "Origin", "https://imgproxy4j-doctor.example"
    };

    private final Http http;
    private final @Nullable String cacheUrl;
    private @Nullable NoResponseException silence;

    /**
     * The checks of one CDN.
     *
     * @param cacheUrl where browsers look for finished images; null if that is no absolute URL
     */
    public CacheUrlChecks(Http http, @Nullable String cacheUrl) {
        this.http = http;
        this.cacheUrl = cacheUrl == null ? null : cacheUrl.replaceFirst("/+$", "");
    }

    @Override
    public Set<CheckId> ids() {
        return IDS;
    }

    @Override
    public void beforeStoring(String name) throws InterruptedException {
        if (cacheUrl == null) {
            return;
        }
        try {
            http.get(uri(name), BROWSER);
        } catch (NoResponseException silent) {
            silence = silent;
        }
    }

    @Override
    public void whileStored(String name, Response fromBucket, Findings findings) throws InterruptedException {
        if (cacheUrl == null) {
            skipRest(findings, "no CDN; set IMGPROXY4J_CACHE_URL to the URL that browsers request first");
        } else if (silence != null) {
            silent(silence, findings);
        } else {
            try {
                look(name, fromBucket, findings);
            } catch (NoResponseException silent) {
                silent(silent, findings);
            }
        }
    }

    @Override
    public void withoutObject(String reason, Findings findings) throws InterruptedException {
        if (cacheUrl == null) {
            skipRest(findings, "no CDN; set IMGPROXY4J_CACHE_URL to the URL that browsers request first");
            return;
        }
        try {
            String name = ProbeObject.newKey();
            http.get(uri(name), BROWSER);
            Response again = http.get(uri(name), BROWSER);
            if (again.status() >= 400 && CacheHit.of(again) == CacheHit.HIT) {
                keepsMisses(again, findings);
            }
            skipRest(findings, reason);
        } catch (NoResponseException silent) {
            silent(silent, findings);
        }
    }

    private static void silent(NoResponseException silence, Findings findings) {
        findings.fault(
                CheckId.CDN_ANSWER, String.valueOf(silence.getMessage()), "export IMGPROXY4J_CACHE_URL=https://…");
        skipRest(findings, "there was no response from the cached URL");
    }

    private static void skipRest(Findings findings, String reason) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, reason));
    }

    private URI uri(String name) {
        return URI.create(cacheUrl + "/" + name);
    }

    private void look(String name, Response fromBucket, Findings findings)
            throws NoResponseException, InterruptedException {
        Response image = http.get(uri(name), BROWSER);
        Response fresh = image.is(200) ? image : http.get(uri(name + "?doctor=" + ProbeObject.newKey()), BROWSER);
        if (!image.is(200) && (fresh.is(200) || CacheHit.of(image) == CacheHit.HIT)) {
            keepsMisses(image, findings);
        }
        if (!fresh.is(200)) {
            if (!findings.has(CheckId.CDN_MISSING)) {
                findings.fault(
                        CheckId.CDN_ANSWER,
                        "an image in the bucket is " + fresh.status() + " at " + cacheUrl
                                + ": it points to another folder, public access is denied, or it caches a 404 whatever the query"
                                + " and does not show so",
                        "curl -i " + uri(name));
            }
            skipRest(findings, "the cached URL returned no image");
            return;
        }
        findings.ok(CheckId.CDN_ANSWER, cacheUrl + " returns the object in the bucket");
        findings.okUnlessFound(CheckId.CDN_MISSING, "a miss was not cached");
        query(name, findings);
        vary(fromBucket, fresh, findings);
        bytes(fromBucket.is(200) ? fromBucket.type() : ProbeObject.TYPE, fresh, findings);
    }

    private static void keepsMisses(Response miss, Findings findings) {
        findings.fault(
                CheckId.CDN_MISSING,
                "the CDN caches a " + miss.status() + " although the image is now stored: "
                        + miss.header("Cache-Control"),
                "proxy_cache_valid 403 404 0;   # nginx; elsewhere the lifetime of error responses, 0 s");
    }

    private void query(String name, Findings findings) throws NoResponseException, InterruptedException {
        CacheHit plain = CacheHit.of(http.get(uri(name), BROWSER));
        CacheHit other = CacheHit.of(http.get(uri(name + "?doctor=" + ProbeObject.newKey()), BROWSER));
        if (plain != CacheHit.HIT) {
            findings.skipped(CheckId.CDN_QUERY, "it does not cache, or does not show that it does");
        } else if (other == CacheHit.MISS) {
            findings.fault(
                    CheckId.CDN_QUERY,
                    "a query string makes a second copy: anyone can bypass the cache with ?x=1",
                    "proxy_cache_key $host$uri;   # nginx; at Cloudflare a cache rule that ignores the query string");
        } else {
            findings.ok(CheckId.CDN_QUERY, "the query string is not part of the cache key");
        }
    }

    private static void vary(Response fromBucket, Response fromCdn, Findings findings) {
        Set<String> lost = vary(fromBucket);
        lost.removeAll(vary(fromCdn));
        lost.remove("accept-encoding");
        if (lost.isEmpty() || vary(fromCdn).contains("*")) {
            findings.ok(CheckId.CDN_VARY, "Vary is passed on");
        } else {
            findings.fault(
                    CheckId.CDN_VARY,
                    "the bucket sends Vary: " + String.join(", ", lost) + ", and the CDN removes it",
                    "proxy_pass_header Vary;   # at Cloudflare \"Vary for images\"");
        }
    }

    private static Set<String> vary(Response response) {
        return Arrays.stream(response.header("Vary").toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void bytes(String type, Response image, Findings findings) {
        List<String> changes = new ArrayList<>();
        if (!image.type().equals(type)) {
            changes.add(type + " arrives as " + (image.type().isEmpty() ? "no type" : image.type()));
        }
        if (!Arrays.equals(image.body(), ProbeObject.bytes())) {
            changes.add(ProbeObject.bytes().length + " bytes arrive as " + image.body().length);
        }
        if (changes.isEmpty()) {
            findings.ok(CheckId.CDN_BYTES, "images are passed on byte for byte");
        } else {
            findings.fault(
                    CheckId.CDN_BYTES,
                    "the CDN changes images: " + String.join(", ", changes),
                    "IMGPROXY4J_S3_CACHE_CONTROL='public, max-age=31536000, immutable, no-transform'");
        }
    }
}
