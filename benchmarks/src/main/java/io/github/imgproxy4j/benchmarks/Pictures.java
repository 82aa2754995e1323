package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;
import java.util.StringJoiner;

/** A picture of three formats in eight widths, made in two ways. */
final class Pictures {
    private static final int[] WIDTHS = {320, 420, 550, 720, 950, 1250, 1640, 2150};
    private static final String[] FORMATS = {"avif", "webp"};
    private static final String SIZES = "50vw";

    private final Imgproxy imgproxy = Site.imgproxy();

    String byLibrary(String source) {
        return imgproxy.image(source)
                .preset("card")
                .widths(WIDTHS)
                .sizes(SIZES)
                .formats(FORMATS)
                .alt("Sea")
                .picture()
                .toHtml();
    }

    String byHand(String source) {
        StringBuilder html = new StringBuilder("<picture>");
        for (String format : FORMATS) {
            html.append("<source type=\"image/").append(format).append('"');
            appendCandidates(html, source, "." + format, "");
            html.append(" sizes=\"" + SIZES + "\" width=\"300\" height=\"200\">");
        }
        String path = PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS, source));
        html.append("<img src=\"" + Site.CACHE_URL + "/")
                .append(PlainJdk.key(path))
                .append('"');
        appendCandidates(html, source, "", " data-imgproxy-src=\"" + Site.PROXY_URL + path + "\"");
        return html.append(" sizes=\"" + SIZES + "\" width=\"300\" height=\"200\" alt=\"Sea\" onerror=\"")
                .append(ImgBenchmark.HANDLER)
                .append("\"></picture>")
                .toString();
    }

    private static void appendCandidates(StringBuilder html, String source, String extension, String between) {
        StringJoiner cached = new StringJoiner(", ", " srcset=\"", "\"");
        StringJoiner proxy = new StringJoiner(", ", " data-imgproxy-srcset=\"", "\"");
        for (int width : WIDTHS) {
            String options = Site.OPTIONS + "/w:" + width + "/h:" + Math.round(width * 200 / 300.0);
            String path = PlainJdk.signedPath(PlainJdk.path(options, source) + extension);
            cached.add(Site.CACHE_URL + "/" + PlainJdk.key(path) + " " + width + "w");
            proxy.add(Site.PROXY_URL + path + " " + width + "w");
        }
        html.append(cached).append(between).append(proxy);
    }
}
