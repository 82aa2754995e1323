package io.github.imgproxy4j.cli.warm;

import io.github.imgproxy4j.cli.doctor.Response;
import io.github.imgproxy4j.cli.html.SrcSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a page: what the fallback attributes of our markup name, and every URL below the proxy's own.
 *
 * <p>The cached URL stands in {@code src} and {@code srcset}, the URL that makes the same image in the attribute of the
 * fallback, at the same place. A preload link has the cached URL alone; another element has its twin.
 */
final class Page implements VariantSource {
    private final URI url;
    private final Documents documents;
    private final @Nullable String proxyUrl;

    /**
     * A page.
     *
     * @param proxyUrl what URLs of images begin with where they name the proxy itself; null if that is not known
     */
    Page(URI url, Documents documents, @Nullable String proxyUrl) {
        this.url = url;
        this.documents = documents;
        this.proxyUrl = proxyUrl == null || proxyUrl.endsWith("/") ? proxyUrl : proxyUrl + "/";
    }

    @Override
    public void addTo(Variants variants) throws InterruptedException {
        Response answer = documents.read(url, variants);
        if (answer == null) {
            return;
        }
        Document page = Jsoup.parse(answer.text(), answer.uri().toString());
        Map<String, String> twins = new HashMap<>();
        for (Element image : page.select("[data-imgproxy-src], [data-imgproxy-srcset]")) {
            addTwins(twins, single(image, "src"), single(image, "data-imgproxy-src"));
            addTwins(twins, urls(image, "srcset"), urls(image, "data-imgproxy-srcset"));
        }
        twins.forEach((cached, proxy) -> add(variants, proxy, cached));
        for (Element image : page.select("img, source, link[rel~=(?i)\\bpreload\\b][as=image]")) {
            named(image).stream()
                    .filter(named -> !twins.containsKey(named) && isOfProxy(named))
                    .forEach(named -> add(variants, named, null));
        }
    }

    private boolean isOfProxy(String absolute) {
        return proxyUrl != null && absolute.startsWith(proxyUrl);
    }

    /** All URLs of images that an element names. */
    private static List<String> named(Element image) {
        List<String> named = new ArrayList<>(single(image, "src"));
        named.addAll(single(image, "href"));
        named.addAll(urls(image, "srcset"));
        named.addAll(urls(image, "imagesrcset"));
        return named;
    }

    private static void addTwins(Map<String, String> twins, List<String> cached, List<String> proxy) {
        for (int i = 0; i < proxy.size(); i++) {
            // After a fallback of the browser, or in other markup, there may be fewer.
            twins.putIfAbsent(i < cached.size() ? cached.get(i) : proxy.get(i), proxy.get(i));
        }
    }

    private static List<String> single(Element image, String attribute) {
        return absolute(image, List.of(image.attr(attribute)));
    }

    private static List<String> urls(Element image, String attribute) {
        return absolute(
                image,
                SrcSet.parse(image.attr(attribute)).stream().map(SrcSet::url).toList());
    }

    private static List<String> absolute(Element image, List<String> urls) {
        return urls.stream()
                .filter(written -> !written.isBlank() && !written.startsWith("data:"))
                .map(written -> absolute(image.baseUri(), written.strip()))
                .filter(absolute -> absolute.startsWith("http"))
                .toList();
    }

    /** Empty if it is malformed: browsers would not show it either. */
    private static String absolute(String base, String written) {
        try {
            return URI.create(base).resolve(written).toString();
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static void add(Variants variants, String proxy, @Nullable String cached) {
        variants.add(URI.create(proxy), cached == null || cached.equals(proxy) ? null : URI.create(cached));
    }
}
