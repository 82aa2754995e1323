package io.github.imgproxy4j.cli.doctor.urls;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a URL of an image, and asks for it. */
public final class UrlChecks implements Check {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.URL_OPTIONS, CheckId.URL_FORMATS);
    private static final Pattern EXPIRES = Pattern.compile("(?:exp|expires):(\\d{1,18})");
    private static final Set<String> UNSIGNED = Set.of("unsafe", "insecure", "_", "");
    private static final String OLD_BROWSER = "image/png,image/*;q=0.8,*/*;q=0.5";
    private static final String NEW_BROWSER = "image/avif,image/webp,image/jxl,image/png,image/*;q=0.8,*/*;q=0.5";

    private final Http http;
    private final GivenUrl url;
    private final @Nullable Imgproxy imgproxy;
    private final boolean isUsed;
    private final List<String> negotiatedFormats;

    /**
     * The checks of one URL.
     *
     * @param url a URL, or its path alone: then no request is sent
     * @param imgproxy knows our key; null if we have none
     * @param isUsed whether imgproxy4j is set up at all
     * @param negotiatedFormats what {@code imgproxy.negotiated-formats} names
     */
    public UrlChecks(
            Http http, String url, @Nullable Imgproxy imgproxy, boolean isUsed, List<String> negotiatedFormats) {
        this.http = http;
        this.url = GivenUrl.of(url);
        this.imgproxy = imgproxy;
        this.isUsed = isUsed;
        this.negotiatedFormats = List.copyOf(negotiatedFormats);
    }

    @Override
    public Set<CheckId> ids() {
        return IDS;
    }

    /** For a setup without a URL. */
    public static Check none() {
        return new Check() {
            @Override
            public Set<CheckId> ids() {
                return IDS;
            }

            @Override
            public void run(Findings findings) {
                IDS.forEach(id -> findings.skipped(id, "no URL of an image; give --url"));
            }
        };
    }

    @Override
    public void run(Findings findings) throws InterruptedException {
        options(findings);
        signature(findings);
        expiry(findings);
        URI uri = url.uri().orElse(null);
        if (uri == null) {
            skipRest(findings, "a path alone cannot be requested; give the whole URL");
            return;
        }
        try {
            ask(uri, findings);
        } catch (NoResponseException silent) {
            findings.fault(CheckId.URL_ANSWER, String.valueOf(silent.getMessage()), "curl -i '" + uri + "'");
            skipRest(findings, "there was no response");
        }
    }

    private void skipRest(Findings findings, String reason) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, reason));
    }

    private void options(Findings findings) {
        OptionOrder order = new OptionOrder();
        for (String option : url.options()) {
            order.problem(option)
                    .ifPresent(problem -> findings.fault(
                            CheckId.URL_OPTIONS,
                            option + ": " + problem.problem(),
                            problem.better()
                                    .map(better -> better + "   # in place of " + option)
                                    .orElse("imgproxy4j explain '" + url.text() + "'")));
        }
        findings.okUnlessFound(
                CheckId.URL_OPTIONS,
                url.options().isEmpty() ? "no options" : String.join("/", url.options()) + " is in order");
    }

    private void signature(Findings findings) {
        if (UNSIGNED.contains(url.signature().toLowerCase(Locale.ROOT))) {
            findings.fault(
                    CheckId.URL_SIGNATURE,
                    "[" + url.signature() + "] is not a signature: this works only where anyone may request any image",
                    "imgproxy4j sign '" + url.path() + "'");
        } else if (imgproxy == null) {
            findings.skipped(CheckId.URL_SIGNATURE, "there is no key to verify it; set IMGPROXY_KEY and IMGPROXY_SALT");
        } else if (imgproxy.verify(url.signedPath()).outcome() == Verification.Outcome.VERIFIED) {
            findings.ok(CheckId.URL_SIGNATURE, "signed with our key");
        } else {
            findings.fault(
                    CheckId.URL_SIGNATURE,
                    "the signature is not valid for our key",
                    "imgproxy4j verify '" + url.signedPath() + "'");
        }
    }

    private void expiry(Findings findings) {
        for (String option : url.options()) {
            Matcher matcher = EXPIRES.matcher(option);
            if (matcher.matches()) {
                long seconds = Long.parseLong(matcher.group(1));
                long now = Instant.now().getEpochSecond();
                if (seconds > 0 && seconds < now) {
                    findings.fault(
                            CheckId.URL_EXPIRY,
                            option + " was " + (now - seconds) / 3600 + " hours ago",
                            "exp:" + (now + 86_400) + "   # in place of " + option + ", and sign it again");
                }
            }
        }
        findings.okUnlessFound(CheckId.URL_EXPIRY, "not expired");
    }

    private void ask(URI uri, Findings findings) throws NoResponseException, InterruptedException {
        Response old = http.getFollowing(uri, "Accept", OLD_BROWSER);
        if (!old.isImage()) {
            findings.fault(
                    CheckId.URL_ANSWER,
                    uri.getHost() + " answers " + old.status() + meaning(old),
                    "imgproxy4j explain '" + uri + "'");
            findings.skipped(CheckId.URL_FORMATS, "no image was received");
        } else {
            findings.ok(CheckId.URL_ANSWER, old.type() + ", " + old.body().length + " bytes");
            formats(old, http.getFollowing(uri, "Accept", NEW_BROWSER), findings);
        }
        head(old, http.head(uri, "Accept", OLD_BROWSER), findings);
    }

    private static String meaning(Response response) {
        String text = response.text().strip();
        String said = text.length() < 80 && !text.isEmpty() ? " (" + text + ")" : "";
        return switch (response.status()) {
            case 403 -> said + ": the signature or the source is refused";
            case 404 -> said + ": an option is invalid, the URL has expired, or the source cannot be fetched";
            case 422 -> said + ": the source is not an image that imgproxy can read";
            case 200 -> ": " + (response.type().isEmpty() ? "no type" : response.type()) + ", which is not an image";
            default -> said;
        };
    }

    private static void head(Response get, Response head, Findings findings) {
        if (get.status() == head.status() || head.is(405) || head.is(501)) {
            boolean stub = get.isImage() && head.is(200) && head.type().equals("text/plain");
            if (!stub) {
                findings.ok(CheckId.URL_HEAD, "HEAD agrees with GET: " + head.status());
                return;
            }
        }
        findings.fault(
                CheckId.URL_HEAD,
                "HEAD is answered " + head.status() + " " + head.type() + ", GET " + get.status() + " " + get.type()
                        + ": monitors and caches that use HEAD get a wrong result",
                "limit_except GET { deny all; }   # nginx in front of imgproxy; not needed with imgproxy4j");
    }

    private void formats(Response old, Response modern, Findings findings) {
        boolean depends = !old.type().equals(modern.type());
        boolean varies = modern.header("Vary").toLowerCase(Locale.ROOT).contains("accept");
        if (depends && !varies) {
            findings.fault(
                    CheckId.URL_FORMATS,
                    "old browsers get " + old.type() + ", new ones " + modern.type()
                            + ", but there is no Vary: Accept: a cache may send the wrong one",
                    "proxy_pass_header Vary;   # or name the format in the URL");
        } else if (depends && isUsed && negotiatedFormats.isEmpty()) {
            String format = modern.type().replaceFirst("image/", "");
            findings.fault(
                    CheckId.URL_FORMATS,
                    "imgproxy chooses " + format + " by Accept, but imgproxy.negotiated-formats does not name it",
                    "IMGPROXY4J_NEGOTIATED_FORMATS=" + format + "   # or unset IMGPROXY_AUTO_"
                            + format.toUpperCase(Locale.ROOT));
        } else {
            findings.ok(
                    CheckId.URL_FORMATS,
                    depends
                            ? "old browsers get " + old.type() + ", new ones " + modern.type()
                            : "the same for every browser");
        }
    }
}
