package io.github.imgproxy4j.cli.doctor.page;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.html.SrcSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Judges the elements of a page. */
final class MarkupRules {
    private static final int SMALLEST_LARGE_IMAGE = 200;
    private static final int MOST_PIXELS_PER_PIXEL = 3;
    private static final Pattern FIXED_SIZE = Pattern.compile("(\\d{1,5})px");

    private final Document page;
    private final List<Element> images;
    private final Findings findings;

    MarkupRules(Document page, Findings findings) {
        this.page = page;
        this.images = page.select("img").stream()
                .filter(image -> !image.attr("src").startsWith("data:"))
                .toList();
        this.findings = findings;
    }

    void judge() {
        every(CheckId.PAGE_ALT, image -> image.hasAttr("alt"), "no alt", "alt=\"\"   # or a description of the image");
        every(
                CheckId.PAGE_SIZE,
                image -> (image.hasAttr("width") && image.hasAttr("height"))
                        || image.attr("style").contains("aspect-ratio"),
                "no width or no height",
                "width=\"300\" height=\"200\"   # of any variant; CSS may change the size");
        lazy();
        preloads();
        candidates();
    }

    private void every(CheckId id, Predicate<Element> rule, String lack, String fix) {
        List<Element> wrong = images.stream().filter(rule.negate()).toList();
        if (wrong.isEmpty()) {
            findings.ok(id, "all " + images.size() + " images");
        } else {
            findings.fault(
                    id,
                    wrong.size() + " of " + images.size() + " images: " + lack + ", the first is "
                            + shown(wrong.get(0)),
                    fix);
        }
    }

    /** What is loaded first is most often what is largest. */
    private void lazy() {
        Optional<Element> first = images.stream()
                .filter(image -> "high".equals(image.attr("fetchpriority")))
                .findFirst()
                .or(() -> images.stream().filter(MarkupRules::isLarge).findFirst());
        if (first.isPresent() && "lazy".equalsIgnoreCase(first.get().attr("loading"))) {
            findings.fault(
                    CheckId.PAGE_LAZY,
                    "the first large image waits until the layout is known: " + shown(first.get()),
                    "loading=\"eager\" fetchpriority=\"high\"");
        } else {
            findings.ok(CheckId.PAGE_LAZY, first.isPresent() ? "the first large image is not lazy" : "no large image");
        }
    }

    private static boolean isLarge(Element image) {
        String width = image.attr("width");
        return !width.matches("\\d{1,5}") || Integer.parseInt(width) >= SMALLEST_LARGE_IMAGE;
    }

    private void preloads() {
        List<Element> links = page.select("link[rel~=(?i)preload][as=image]");
        for (Element link : links) {
            Element user = users(link).findFirst().orElse(null);
            String what = link.hasAttr("imagesrcset") ? link.attr("imagesrcset") : link.attr("href");
            if (user == null) {
                findings.fault(
                        CheckId.PAGE_PRELOAD,
                        "no image uses this preload, so it is fetched in addition: " + shortened(what),
                        "the same imagesrcset and imagesizes as srcset and sizes of the image, or no preload");
            } else if (user.hasAttr("crossorigin") != link.hasAttr("crossorigin")) {
                findings.fault(
                        CheckId.PAGE_PRELOAD,
                        "preload and image differ in crossorigin, so the image is fetched twice: " + shortened(what),
                        user.hasAttr("crossorigin")
                                ? "crossorigin on the preload as well"
                                : "no crossorigin on the preload");
            } else if (!link.attr("imagesizes").equals(link.hasAttr("imagesrcset") ? user.attr("sizes") : "")) {
                findings.fault(
                        CheckId.PAGE_PRELOAD,
                        "preload and image differ in sizes, so two candidates are fetched: " + shortened(what),
                        "imagesizes=\"" + user.attr("sizes") + "\"");
            }
        }
        findings.okUnlessFound(
                CheckId.PAGE_PRELOAD, links.isEmpty() ? "no image is preloaded" : "all preloaded images are used");
    }

    private Stream<Element> users(Element link) {
        return page.select("img, picture > source").stream()
                .filter(user -> link.hasAttr("imagesrcset")
                        ? same(user.attr("srcset"), link.attr("imagesrcset"))
                        : user.absUrl("src").equals(link.absUrl("href"))
                                && !link.attr("href").isEmpty()
                                && !user.hasAttr("srcset"));
    }

    private static boolean same(String one, String other) {
        return SrcSet.parse(one).equals(SrcSet.parse(other));
    }

    private void candidates() {
        for (Element element : page.select("img[srcset], picture > source[srcset]")) {
            judgeCandidates(element, SrcSet.parse(element.attr("srcset")));
        }
        page.select("picture").forEach(this::judgeSources);
        findings.okUnlessFound(CheckId.PAGE_CANDIDATES, "every candidate can be chosen");
    }

    private void judgeCandidates(Element element, List<SrcSet> candidates) {
        long widths = candidates.stream().filter(SrcSet::isWidth).count();
        Set<String> seen = new HashSet<>();
        Optional<SrcSet> twice = candidates.stream()
                .filter(candidate -> !seen.add(candidate.descriptor()))
                .findFirst();
        if (widths > 0 && widths < candidates.size()) {
            unused(element, "widths and densities are mixed, but browsers use only one kind", "320w, 640w, 960w");
        } else if (twice.isPresent()) {
            unused(
                    element,
                    "two candidates are [" + twice.get().descriptor() + "], and the second is never chosen",
                    "one candidate for each width");
        } else if (widths > 1 && !element.hasAttr("sizes") && !"lazy".equals(element.attr("loading"))) {
            unused(
                    element,
                    "widths without sizes: every browser assumes that the image is as wide as its window",
                    "sizes=\"(min-width: 60em) 33vw, 100vw\"");
        } else if (widths > 1) {
            judgeFixedSize(element, candidates);
        }
    }

    private void judgeFixedSize(Element element, List<SrcSet> candidates) {
        Matcher fixed = FIXED_SIZE.matcher(element.attr("sizes").strip());
        if (!fixed.matches()) {
            return;
        }
        int size = Integer.parseInt(fixed.group(1));
        List<Integer> widths = candidates.stream().map(SrcSet::width).sorted().toList();
        for (int i = 0; i < widths.size(); i++) {
            boolean tooSmall = i + 1 < widths.size() && widths.get(i + 1) <= size;
            boolean tooLarge = i > 0 && widths.get(i - 1) >= size * MOST_PIXELS_PER_PIXEL;
            if (tooSmall || tooLarge) {
                unused(
                        element,
                        widths.get(i) + "w is never chosen for an image that is " + size + " px wide",
                        size + "w, " + 2 * size + "w, " + 3 * size + "w");
                return;
            }
        }
    }

    /** Sources after one that every browser chooses are never used. */
    private void judgeSources(Element picture) {
        List<Element> sources = picture.select("> source");
        for (int i = 0; i + 1 < sources.size(); i++) {
            Element source = sources.get(i);
            if (!source.hasAttr("type") && !source.hasAttr("media")) {
                unused(
                        source,
                        "every browser chooses this source, so the sources after it are never used",
                        "type=\"image/avif\"");
            }
        }
    }

    private void unused(Element element, String text, String fix) {
        findings.fault(CheckId.PAGE_CANDIDATES, text + ": " + shown(element), fix);
    }

    private static String shown(Element element) {
        String url = element.hasAttr("src") ? element.attr("src") : element.attr("srcset");
        return "<" + element.tagName() + " " + shortened(url) + ">";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 40) + "…" + text.substring(text.length() - 19);
    }
}
