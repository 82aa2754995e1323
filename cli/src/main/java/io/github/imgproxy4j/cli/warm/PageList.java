package io.github.imgproxy4j.cli.warm;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages, and the pages and images of sitemaps. */
public final class PageList implements VariantSource {
    private final List<URI> pages;
    private final List<URI> sitemaps;
    private final Documents documents;
    private final @Nullable String proxyUrl;
    private final ImageHandler images;

    /**
     * A list.
     *
     * @param proxyUrl what URLs of images begin with where they name the proxy itself; null if that is not known
     * @param images gets the images that sitemaps name
     */
    public PageList(
            List<URI> pages, List<URI> sitemaps, Documents documents, @Nullable String proxyUrl, ImageHandler images) {
        this.pages = List.copyOf(pages);
        this.sitemaps = List.copyOf(sitemaps);
        this.documents = documents;
        this.proxyUrl = proxyUrl;
        this.images = images;
    }

    @Override
    public void addTo(Variants variants) throws InterruptedException {
        Sitemap sitemap = new Sitemap(documents, variants);
        for (URI url : sitemaps) {
            sitemap.read(url);
        }
        sitemap.images().forEach(image -> images.addTo(variants, image));
        for (URI page : pages) {
            new Page(page, documents, proxyUrl).addTo(variants);
        }
        for (URI page : sitemap.pages()) {
            new Page(page, documents, proxyUrl).addTo(variants);
        }
    }

    /** Turns an image of a sitemap into variants: one of the proxy is one, and a source has those of presets. */
    @FunctionalInterface
    public interface ImageHandler {
        /** Adds its variants, or none. */
        void addTo(Variants variants, URI image);
    }
}
