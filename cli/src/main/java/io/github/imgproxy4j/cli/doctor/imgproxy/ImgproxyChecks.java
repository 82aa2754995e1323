package io.github.imgproxy4j.cli.doctor.imgproxy;

import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a running imgproxy. */
public final class ImgproxyChecks implements Check {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.IMGPROXY_ANSWER, CheckId.IMGPROXY_CLOCK);
    private static final int OK = 200;
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);
    private static final long LONGEST_FALLBACK_SECONDS = 3600;
    private static final String ONE_KEY =
            "export IMGPROXY_KEY=$(openssl rand -hex 64) IMGPROXY_SALT=$(openssl rand -hex 64)";

    private final Http http;
    private final @Nullable ImgproxyAddress address;
    private final @Nullable OurKey key;

    /**
     * The checks of one imgproxy.
     *
     * @param address null if there is none
     * @param key null if we have none
     */
    public ImgproxyChecks(Http http, @Nullable ImgproxyAddress address, @Nullable OurKey key) {
        this.http = http;
        this.address = address;
        this.key = key;
    }

    @Override
    public Set<CheckId> ids() {
        return IDS;
    }

    @Override
    public void run(Findings findings) throws InterruptedException {
        if (address == null) {
            skipAll(findings, "no imgproxy; give --imgproxy URL or set IMGPROXY4J_URL");
            return;
        }
        try {
            run(new Probe(http, address), address, findings);
        } catch (NoResponseException silent) {
            String reason = String.valueOf(silent.getMessage());
            if (!findings.has(CheckId.IMGPROXY_ANSWER)) {
                findings.fault(CheckId.IMGPROXY_ANSWER, reason, "docker compose ps; docker compose logs imgproxy");
            }
            skipAll(findings, "there was no response from imgproxy");
        } catch (UnexpectedResponseException stranger) {
            IDS.stream()
                    .filter(id -> !findings.has(id))
                    .forEach(id -> findings.unknown(id, String.valueOf(stranger.getMessage())));
        }
    }

    private static void skipAll(Findings findings, String reason) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, reason));
    }

    private void run(Probe probe, ImgproxyAddress imgproxy, Findings findings)
            throws NoResponseException, InterruptedException {
        if (!isImgproxy(probe, imgproxy, findings)) {
            skipAll(findings, "the server is not an imgproxy");
            return;
        }
        if (secretIsMissing(probe, imgproxy, findings)) {
            skipAll(findings, "the secret is refused");
            return;
        }
        boolean open = probe.accepts("/unsafe" + Probe.PATH) || probe.accepts("/insecure" + Probe.PATH);
        unsigned(open, findings);
        key(probe, open, findings);
        Response error = probe.get("/imgproxy4j_doctor" + Probe.PATH);
        version(probe.get("/health"), error, findings);
        errors(error, findings);
        metrics(probe, findings);
        fallback(probe, open, findings);
    }

    /** Told by its health check, or where a front hides that, by the text of its refusals. */
    private static boolean isImgproxy(Probe probe, ImgproxyAddress imgproxy, Findings findings)
            throws NoResponseException, InterruptedException {
        Response health = probe.get("/health");
        String refusal = probe.get("/imgproxy4j_doctor" + Probe.PATH).text();
        if (health.is(OK)) {
            findings.ok(CheckId.IMGPROXY_ANSWER, imgproxy + " is running");
        } else if (refusal.startsWith("Forbidden") || refusal.startsWith("Invalid URL")) {
            findings.ok(
                    CheckId.IMGPROXY_ANSWER, imgproxy + " responds, except to its health check: " + health.status());
        } else {
            findings.fault(
                    CheckId.IMGPROXY_ANSWER,
                    imgproxy + "/health answers " + health.status()
                            + ", which is not imgproxy; the URL may lack the value of IMGPROXY_PATH_PREFIX",
                    "curl -i " + imgproxy + "/health");
            return false;
        }
        clock(health, findings);
        return true;
    }

    private static void clock(Response health, Findings findings) {
        Instant there = health.date().orElse(null);
        if (there == null) {
            findings.skipped(CheckId.IMGPROXY_CLOCK, "there is no Date header");
            return;
        }
        Duration skew = Duration.between(Instant.now(), there);
        if (skew.abs().compareTo(MOST_SKEW) > 0) {
            findings.fault(
                    CheckId.IMGPROXY_CLOCK,
                    "its clock is " + skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of")
                            + " ours; URLs with exp end at another time",
                    "timedatectl set-ntp true");
        } else {
            findings.ok(CheckId.IMGPROXY_CLOCK, "its clock agrees with ours");
        }
    }

    private static boolean secretIsMissing(Probe probe, ImgproxyAddress imgproxy, Findings findings)
            throws NoResponseException, InterruptedException {
        boolean missing = probe.asksForSecret();
        if (!missing) {
            findings.ok(
                    CheckId.IMGPROXY_SECRET,
                    imgproxy.secret().isEmpty() ? "no secret is required" : "imgproxy does not refuse ours");
        } else {
            findings.fault(
                    CheckId.IMGPROXY_SECRET,
                    imgproxy.secret().isEmpty()
                            ? "imgproxy requires a secret, but IMGPROXY_SECRET is not set"
                            : "imgproxy refuses our IMGPROXY_SECRET",
                    "export IMGPROXY_SECRET=…   # the value that imgproxy was started with");
        }
        return missing;
    }

    private static void unsigned(boolean open, Findings findings) {
        if (open) {
            findings.fault(
                    CheckId.IMGPROXY_UNSIGNED,
                    "anyone can request any image of any source: /unsafe/… is accepted",
                    ONE_KEY + "   # and start imgproxy with both");
        } else {
            findings.ok(CheckId.IMGPROXY_UNSIGNED, "URLs without a signature are refused");
        }
    }

    private void key(Probe probe, boolean open, Findings findings) throws NoResponseException, InterruptedException {
        if (key == null) {
            findings.skipped(
                    CheckId.IMGPROXY_KEY, "there is no key; set IMGPROXY_KEY and IMGPROXY_SALT to compare them");
            return;
        }
        String signed = key.sign(Probe.PATH).orElse(null);
        if (signed == null) {
            findings.fault(
                    CheckId.IMGPROXY_KEY,
                    "our IMGPROXY_KEY or IMGPROXY_SALT is not hexadecimal, so no URL can be signed",
                    ONE_KEY);
        } else if (open) {
            findings.unknown(CheckId.IMGPROXY_KEY, "imgproxy accepts every signature, so keys cannot be compared");
        } else if (probe.accepts(signed)) {
            findings.ok(CheckId.IMGPROXY_KEY, "imgproxy accepts our signatures");
        } else {
            findings.fault(
                    CheckId.IMGPROXY_KEY,
                    "imgproxy refuses our signatures: " + mistake(probe, key.mistakes()),
                    "set -a; . imgproxy.env; set +a   # with the file that imgproxy is started with; then run doctor again");
        }
    }

    private static String mistake(Probe probe, List<OurKey.Mistake> mistakes)
            throws NoResponseException, InterruptedException {
        for (OurKey.Mistake mistake : mistakes) {
            String signed = mistake.key().sign(Probe.PATH).orElse(null);
            if (signed != null && probe.accepts(signed)) {
                return mistake.sentence();
            }
        }
        return "key or salt differs; with --env-file or --compose, the check shows which one";
    }

    private static void version(Response health, Response error, Findings findings) {
        boolean sandboxed = error.header("Content-Security-Policy").contains("sandbox");
        if (!health.header("Server").startsWith("imgproxy")) {
            findings.unknown(CheckId.IMGPROXY_VERSION, "a server in front hides its headers");
        } else if (error.maxAgeSeconds().isPresent()) {
            findings.fault(
                    CheckId.IMGPROXY_VERSION,
                    "it is 4.0.0 to 4.0.5: errors may be cached for " + error.header("Cache-Control"),
                    "image: ghcr.io/imgproxy/imgproxy:v4.0.12");
        } else {
            findings.ok(
                    CheckId.IMGPROXY_VERSION,
                    sandboxed ? "4.0.6 or later" : "3.x, which does not know the settings of 4");
        }
    }

    private static void errors(Response error, Findings findings) {
        String text = error.text();
        if (text.contains("goroutine") || text.contains(".go:") || text.contains("<html")) {
            findings.fault(
                    CheckId.IMGPROXY_ERRORS,
                    "errors show details of the server: IMGPROXY_DEVELOPMENT_ERRORS_MODE is on",
                    "unset IMGPROXY_DEVELOPMENT_ERRORS_MODE");
        } else {
            findings.ok(CheckId.IMGPROXY_ERRORS, "errors are short: \"" + text.strip() + "\"");
        }
    }

    private static void metrics(Probe probe, Findings findings) throws NoResponseException, InterruptedException {
        for (String path : new String[] {"/metrics", "/debug/pprof/"}) {
            Response response = probe.get(path);
            if (response.is(OK)
                    && (response.text().contains("# HELP") || response.text().contains("goroutine"))) {
                findings.fault(
                        CheckId.IMGPROXY_METRICS,
                        path + " is served on the port of the images",
                        "location = " + path + " { deny all; }   # or IMGPROXY_PROMETHEUS_BIND on a port of its own");
                return;
            }
        }
        findings.ok(CheckId.IMGPROXY_METRICS, "no metrics on the port of the images");
    }

    private void fallback(Probe probe, boolean open, Findings findings)
            throws NoResponseException, InterruptedException {
        String path = "/rs:fit:1:1/plain/http://127.0.0.1:9/none.jpg";
        String signed =
                open ? "/unsafe" + path : key == null ? null : key.sign(path).orElse(null);
        if (signed == null) {
            findings.skipped(CheckId.IMGPROXY_FALLBACK, "this check needs a key; set IMGPROXY_KEY and IMGPROXY_SALT");
            return;
        }
        Response response;
        try {
            response = probe.get(signed);
        } catch (NoResponseException slow) {
            findings.unknown(CheckId.IMGPROXY_FALLBACK, "the response for a missing source took too long");
            return;
        }
        if (response.is(403)) {
            findings.unknown(CheckId.IMGPROXY_FALLBACK, "imgproxy refuses our signatures");
        } else if (!response.isImage()) {
            findings.ok(CheckId.IMGPROXY_FALLBACK, "a missing source results in " + response.status());
        } else if (response.maxAgeSeconds().orElse(0) > LONGEST_FALLBACK_SECONDS) {
            findings.fault(
                    CheckId.IMGPROXY_FALLBACK,
                    "a missing source results in a 200 that caches store: " + response.header("Cache-Control"),
                    "IMGPROXY_FALLBACK_IMAGE_TTL=60");
        } else {
            findings.ok(CheckId.IMGPROXY_FALLBACK, "a fallback image is cached for a short time");
        }
    }
}
