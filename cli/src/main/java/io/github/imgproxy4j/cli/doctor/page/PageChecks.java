package io.github.imgproxy4j.cli.doctor.page;

import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads a page and asks for a few of its images. */
public final class PageChecks implements Check {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.PAGE_ANSWER, CheckId.PAGE_WEIGHT);

    private final Http http;
    private final String url;

    /** The checks of the page at a URL. */
    public PageChecks(Http http, String url) {
        this.http = http;
        this.url = url;
    }

    /** For a setup without a page. */
    public static Check none() {
        return new Check() {
            @Override
            public Set<CheckId> ids() {
                return IDS;
            }

            @Override
            public void run(Findings findings) {
                IDS.forEach(id -> findings.skipped(id, "no page; give --page"));
            }
        };
    }

    @Override
    public Set<CheckId> ids() {
        return IDS;
    }

    @Override
    public void run(Findings findings) throws InterruptedException {
        try {
            Response response = http.getFollowing(URI.create(url), "Accept", "text/html,*/*;q=0.8");
            if (!response.is(200) || !response.type().contains("html")) {
                findings.fault(
                        CheckId.PAGE_ANSWER,
                        url + " answers " + response.status() + " " + response.type() + ", which is not a page",
                        "curl -i " + url);
                skipRest(findings);
                return;
            }
            findings.ok(CheckId.PAGE_ANSWER, response.uri() + ", " + response.body().length + " bytes");
            look(response, findings);
        } catch (NoResponseException silent) {
            findings.fault(CheckId.PAGE_ANSWER, String.valueOf(silent.getMessage()), "curl -i " + url);
            skipRest(findings);
        } catch (IllegalArgumentException malformed) {
            findings.fault(CheckId.PAGE_ANSWER, url + " is not a URL: " + malformed.getMessage(), "--page https://…");
            skipRest(findings);
        }
    }

    private static void skipRest(Findings findings) {
        IDS.stream().filter(id -> !findings.has(id)).forEach(id -> findings.skipped(id, "no page was received"));
    }

    private void look(Response response, Findings findings) throws InterruptedException {
        Document page = Jsoup.parse(response.text(), response.uri().toString());
        new MarkupRules(page, findings).judge();
        new PolicyRules(page, response, findings).judge();
        new WeightRule(page, http, findings).judge();
    }
}
