package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a source to the HTML of an img in two densities that nobody has asked for before. */
@State(Scope.Thread)
public class ImgBenchmark {
    /** The handler is a literal in a page that is written by hand. */
    static final String HANDLER =
            handlerOf(Site.imgproxy().image(Site.SOURCE).img().toHtml());

    private final Imgproxy imgproxy = Site.imgproxy();
    private final String alt = "Sand & sea, \"the\" beach <at> Gulls' Point";
    private int count;

    /** With the library. */
    @Benchmark
    public String imgproxy4j() {
        return byLibrary(nextSource());
    }

    /** By hand. */
    @Benchmark
    public String plainJdk() {
        return byHand(nextSource());
    }

    private String nextSource() {
        return "https://photos.example.com/2026/11/holiday-by-the-sea-" + count++ + ".jpg";
    }

    String byLibrary(String source) {
        return imgproxy.image(source)
                .preset("card")
                .densities(1, 2)
                .alt(alt)
                .img()
                .toHtml();
    }

    String byHand(String source) {
        String once = PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS, source));
        String twice = PlainJdk.signedPath(PlainJdk.path(Site.OPTIONS + "/dpr:2", source));
        String cachedOnce = Site.CACHE_URL + "/" + PlainJdk.key(once);
        String cachedTwice = Site.CACHE_URL + "/" + PlainJdk.key(twice);
        String proxyOnce = Site.PROXY_URL + once;
        String proxyTwice = Site.PROXY_URL + twice;
        return "<img src=\"" + cachedOnce
                + "\" srcset=\"" + cachedOnce + " 1x, " + cachedTwice + " 2x"
                + "\" data-imgproxy-src=\"" + proxyOnce
                + "\" data-imgproxy-srcset=\"" + proxyOnce + " 1x, " + proxyTwice + " 2x"
                + "\" width=\"300\" height=\"200\" alt=\"" + escaped(alt)
                + "\" onerror=\"" + HANDLER + "\">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static String handlerOf(String html) {
        String name = "onerror=\"";
        int start = html.indexOf(name) + name.length();
        return html.substring(start, html.indexOf('"', start));
    }
}
