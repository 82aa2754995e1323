package io.github.imgproxy4j.cli.doctor.cdn;

import io.github.imgproxy4j.cli.doctor.Answer;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoAnswerException;
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
    private @Nullable NoAnswerException silence;

    /**
     * The checks of one CDN.
     *
     * @param cacheUrl where browsers look for finished pictures; null if that is no absolute URL
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
        } catch (NoAnswerException silent) {
            silence = silent;
        }
    }

    @Override
    public void whileStored(String name, Answer fromBucket, Findings findings) throws InterruptedException {
        if (cacheUrl == null) {
            skipRest(findings, "no CDN; set IMGPROXY4J_CACHE_URL to where browsers look first");
        } else if (silence != null) {
            silent(silence, findings);
        } else {
            try {
                look(name, fromBucket, findings);
            } catch (NoAnswerException silent) {
                silent(silent, findings);
            }
        }
    }

    @Override
    public void withoutObject(String reason, Findings findings) throws InterruptedException {
        if (cacheUrl == null) {
            skipRest(findings, "no CDN; set IMGPROXY4J_CACHE_URL to where browsers look first");
            return;
        }
        try {
            String name = ProbeObject.newKey();
            http.get(uri(name), BROWSER);
            Answer again = http.get(uri(name), BROWSER);
            if (again.status() >= 400 && CacheHit.of(again) == CacheHit.HIT) {
                keepsMisses(again, findings);
            }
            skipRest(findings, reason);
        } catch (NoAnswerException silent) {
            silent(silent, findings);
        }
    }

    private static void silent(NoAnswerException silence, Findings findings) {
        findings.fault(
                CheckId.CDN_ANSWER, String.valueOf(silence.getMessage()), "export IMGPROXY4J_CACHE_URL=https://…");
        skipRest(findings, "the cached URL gave no answer");
    }

    private static void skipRest(Findings findings, String reason) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, reason));
    }

    private URI uri(String name) {
        return URI.create(cacheUrl + "/" + name);
    }

    private void look(String name, Answer fromBucket, Findings findings)
            throws NoAnswerException, InterruptedException {
        Answer picture = http.get(uri(name), BROWSER);
        Answer fresh = picture.is(200) ? picture : http.get(uri(name + "?doctor=" + ProbeObject.newKey()), BROWSER);
        if (!picture.is(200) && (fresh.is(200) || CacheHit.of(picture) == CacheHit.HIT)) {
            keepsMisses(picture, findings);
        }
        if (!fresh.is(200)) {
            if (!findings.has(CheckId.CDN_MISSING)) {
                findings.fault(
                        CheckId.CDN_ANSWER,
                        "a picture that is in the bucket is " + fresh.status() + " at " + cacheUrl
                                + ": it leads to another folder, or strangers may not read",
                        "curl -i " + uri(name));
            }
            skipRest(findings, "there is no picture at the cached URL");
            return;
        }
        findings.ok(CheckId.CDN_ANSWER, cacheUrl + " delivers what is in the bucket");
        findings.okUnlessFound(CheckId.CDN_MISSING, "a miss was not kept");
        query(name, findings);
        vary(fromBucket, fresh, findings);
        bytes(fromBucket.is(200) ? fromBucket.type() : ProbeObject.TYPE, fresh, findings);
    }

    private static void keepsMisses(Answer miss, Findings findings) {
        findings.fault(
                CheckId.CDN_MISSING,
                "the CDN keeps a " + miss.status() + " although the picture is stored by now: "
                        + miss.header("Cache-Control"),
                "proxy_cache_valid 403 404 0;   # nginx; elsewhere the lifetime of error answers, 0 s");
    }

    private void query(String name, Findings findings) throws NoAnswerException, InterruptedException {
        CacheHit plain = CacheHit.of(http.get(uri(name), BROWSER));
        CacheHit other = CacheHit.of(http.get(uri(name + "?doctor=" + ProbeObject.newKey()), BROWSER));
        if (plain != CacheHit.HIT) {
            findings.skipped(CheckId.CDN_QUERY, "it keeps nothing, or does not say so");
        } else if (other == CacheHit.MISS) {
            findings.fault(
                    CheckId.CDN_QUERY,
                    "a query makes a second copy: anybody passes by the cache with ?x=1",
                    "proxy_cache_key $host$uri;   # nginx; at Cloudflare a cache rule that ignores the query string");
        } else {
            findings.ok(CheckId.CDN_QUERY, "the query does not count");
        }
    }

    private static void vary(Answer fromBucket, Answer fromCdn, Findings findings) {
        Set<String> lost = vary(fromBucket);
        lost.removeAll(vary(fromCdn));
        lost.remove("accept-encoding");
        if (lost.isEmpty() || vary(fromCdn).contains("*")) {
            findings.ok(CheckId.CDN_VARY, "Vary arrives as it was sent");
        } else {
            findings.fault(
                    CheckId.CDN_VARY,
                    "the bucket says Vary: " + String.join(", ", lost) + ", and the CDN takes it away",
                    "proxy_pass_header Vary;   # at Cloudflare \"Vary for images\"");
        }
    }

    private static Set<String> vary(Answer answer) {
        return Arrays.stream(answer.header("Vary").toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void bytes(String type, Answer picture, Findings findings) {
        List<String> changes = new ArrayList<>();
        if (!picture.type().equals(type)) {
            changes.add(type + " arrives as " + (picture.type().isEmpty() ? "no type" : picture.type()));
        }
        if (!Arrays.equals(picture.body(), ProbeObject.bytes())) {
            changes.add(ProbeObject.bytes().length + " bytes arrive as " + picture.body().length);
        }
        if (changes.isEmpty()) {
            findings.ok(CheckId.CDN_BYTES, "pictures arrive byte for byte");
        } else {
            findings.fault(
                    CheckId.CDN_BYTES,
                    "the CDN changes pictures: " + String.join(", ", changes),
                    "IMGPROXY4J_S3_CACHE_CONTROL='public, max-age=31536000, immutable, no-transform'");
        }
    }
}
