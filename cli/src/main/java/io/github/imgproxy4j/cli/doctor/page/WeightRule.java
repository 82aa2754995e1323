package io.github.imgproxy4j.cli.doctor.page;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import io.github.imgproxy4j.error.ImgproxyException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Weighs a few variants of a page against their sources. */
final class WeightRule {
    private static final int MOST_IMAGES = 3;
    private static final int DEEPEST_MOUNT = 4;

    private final Imgproxy reader = Imgproxy.builder().allowUnsigned(true).build();
    private final Document page;
    private final Http http;
    private final Findings findings;

    WeightRule(Document page, Http http, Findings findings) {
        this.page = page;
        this.http = http;
        this.findings = findings;
    }

    void judge() throws InterruptedException {
        Set<String> variants = new LinkedHashSet<>();
        for (Element image : page.select("img")) {
            String fallback = image.absUrl("data-imgproxy-src");
            variants.add(fallback.isEmpty() ? image.absUrl("src") : fallback);
        }
        int weighed = 0;
        for (String variant : variants) {
            Optional<String> source = source(variant);
            if (source.isPresent() && weighed < MOST_IMAGES) {
                weighed++;
                weigh(variant, source.get());
            }
        }
        if (weighed == 0) {
            findings.skipped(CheckId.PAGE_WEIGHT, "no image whose source can be requested");
        }
        findings.okUnlessFound(CheckId.PAGE_WEIGHT, weighed + " variants have fewer bytes than their sources");
    }

    private void weigh(String variant, String source) throws InterruptedException {
        try {
            Response small = http.getFollowing(URI.create(variant), "Accept", "image/*");
            Response original = http.getFollowing(URI.create(source), "Accept", "image/*");
            if (small.isImage() && original.isImage() && small.body().length > original.body().length) {
                findings.fault(
                        CheckId.PAGE_WEIGHT,
                        "a variant has " + small.body().length + " bytes, its source " + original.body().length + ": "
                                + source,
                        "q:70, or f:webp, or the source itself by raw:1");
            }
        } catch (NoResponseException | IllegalArgumentException notWeighed) {
            findings.unknown(
                    CheckId.PAGE_WEIGHT,
                    variant + " could not be compared with its source: " + notWeighed.getMessage());
        }
    }

    /** The source in the path of a variant, if it is on the web. */
    private Optional<String> source(String variant) {
        String path = variant.replaceFirst("^https?://[^/]*", "").replaceFirst("[?#].*", "");
        for (int depth = 0; depth < DEEPEST_MOUNT && path.startsWith("/"); depth++) {
            Optional<String> source = sourceOf(path);
            if (source.isPresent()) {
                return source;
            }
            int slash = path.indexOf('/', 1);
            path = slash < 0 ? "" : path.substring(slash);
        }
        return Optional.empty();
    }

    private Optional<String> sourceOf(String path) {
        try {
            Verification verification = reader.verify(path);
            return verification.outcome() == Verification.Outcome.VERIFIED
                    ? Optional.of(reader.sourceOf(verification.signedPath()))
                            .filter(text -> text.matches("https?://.+"))
                    : Optional.empty();
        } catch (ImgproxyException malformed) {
            return Optional.empty();
        }
    }
}
