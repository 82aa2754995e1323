package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.Difference.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One answer of this processor beside imgproxy's.
 *
 * @param kind of the difference; null if there is none
 */
record Comparison(
        RecordedAnswer recorded,
        ComparedAnswer ours,
        @Nullable Kind kind) {
    private static final List<String> RESULTS = List.of("jpg", "png", "gif", "webp");
    private static final double ALIKE = 0.95;

    /** Of each field of a fingerprint. */
    private static final double MOST_APART = 0.07;

    static Comparison of(RecordedAnswer recorded, ComparedAnswer ours) {
        return new Comparison(recorded, ours, kind(recorded, ours));
    }

    private static @Nullable Kind kind(RecordedAnswer recorded, ComparedAnswer ours) {
        ComparedAnswer theirs = recorded.theirs();
        if (theirs.status() != ours.status()) {
            return Kind.STATUS;
        }
        if (!theirs.type().equals(ours.type())) {
            return Kind.TYPE;
        }
        if (theirs.width() != ours.width() || theirs.height() != ours.height()) {
            return Kind.SIZE;
        }
        if (theirs.frames() != ours.frames() || theirs.millis() != ours.millis() || theirs.plays() != ours.plays()) {
            return Kind.FRAMES;
        }
        boolean alike =
                recorded.similarity() >= ALIKE && Fingerprint.distance(theirs.print(), ours.print()) <= MOST_APART;
        return alike ? null : Kind.LOOKS;
    }

    @Nullable
    Difference difference() {
        return kind == null
                ? null
                : Difference.of(kind, recorded.request(), recorded.theirs()).orElse(null);
    }

    /** For whoever has to find out why. */
    @Override
    public String toString() {
        return recorded.request() + ": " + (kind == null ? "equal" : kind.text()) + "; imgproxy " + recorded.theirs()
                + ", SSIM " + recorded.similarity() + ", here " + ours;
    }

    /** What the README says of all of them, in Markdown. */
    static String totals(List<Comparison> all) {
        long files = all.stream()
                .map(one -> one.recorded.request().source())
                .distinct()
                .count();
        StringBuilder text = new StringBuilder(files + " files, " + all.size() + " requests.\n\n");
        text.append("| result | requests | equal status | images | equal size | equal frames | SSIM >= 0.95")
                .append(" | bytes, median of ours : imgproxy's |\n| --- | --: | --: | --: | --: | --: | --: | --: |\n");
        Map<String, List<Comparison>> byFormat = all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.recorded.request().format(), TreeMap::new, Collectors.toList()));
        byFormat.forEach((format, some) -> text.append(row(format.isEmpty() ? "none asked for" : format, some)));
        text.append(row("all", all)).append("\n| what differs | requests | why it stays |\n| --- | --: | --- |\n");
        for (Difference known : Difference.known()) {
            long count =
                    all.stream().filter(one -> known.equals(one.difference())).count();
            text.append(String.format("| %s | %d | %s |\n", known.what(), count, known.reason()));
        }
        return text.append("\n").append(pairs(all)).toString();
    }

    /** How large images of one size are for each pair of formats. */
    private static String pairs(List<Comparison> all) {
        StringBuilder text =
                new StringBuilder("Bytes of ours : imgproxy's, median, by format of source and result:\n\n|");
        text.append(" source | ").append(String.join(" | ", RESULTS)).append(" |\n| ---");
        text.append(" | --:".repeat(RESULTS.size())).append(" |\n");
        for (String source : List.of("jpg", "png", "gif", "webp", "bmp", "tiff", "ico")) {
            text.append("| ").append(source);
            for (String result : RESULTS) {
                List<Double> ratios = ratios(all.stream()
                        .filter(one -> one.recorded.request().source().endsWith("." + source)
                                && one.recorded.theirs().type().equals(result.replace("jpg", "jpeg")))
                        .toList());
                text.append(" | ").append(median(ratios));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static List<Double> ratios(List<Comparison> some) {
        return some.stream()
                .filter(Comparison::isSized)
                .map(one -> (double) one.recorded.ourLength()
                        / one.recorded.theirs().length())
                .sorted()
                .toList();
    }

    private static String median(List<Double> sorted) {
        return sorted.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", sorted.get(sorted.size() / 2));
    }

    /** Whether both are images of one size. */
    private boolean isSized() {
        return recorded.theirs().isRaster()
                && recorded.theirs().width() == ours.width()
                && recorded.theirs().height() == ours.height();
    }

    private static String row(String name, List<Comparison> some) {
        List<Comparison> images = some.stream()
                .filter(one -> one.recorded.theirs().isRaster() && one.ours.isRaster())
                .toList();
        List<Comparison> sized = images.stream().filter(Comparison::isSized).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %s |\n",
                name,
                some.size(),
                some.stream()
                        .filter(one -> one.recorded.theirs().status() == one.ours.status())
                        .count(),
                images.size(),
                sized.size(),
                sized.stream().filter(one -> one.kind != Kind.FRAMES).count(),
                sized.stream().filter(one -> one.recorded.similarity() >= ALIKE).count(),
                median(ratios(sized)));
    }
}
