package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.internal.html.Box;
import io.github.imgproxy4j.internal.html.MediaTypes;
import io.github.imgproxy4j.internal.html.WrittenAttributes;
import io.github.imgproxy4j.internal.url.DataUrl;
import io.github.imgproxy4j.internal.url.OptionWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes elements and attributes from an {@link ImageBuilder}. */
final class ImageMarkup {
    private static final String WHOLE_WINDOW = "100vw";

    private final ImageBuilder image;
    private final FallbackMode fallbackMode;
    private final OptionWriter writer;

    ImageMarkup(ImageBuilder image, FallbackMode fallbackMode, OptionWriter writer) {
        this.image = image;
        this.fallbackMode = fallbackMode;
        this.writer = writer;
    }

    Element img() {
        String data = image.dataUrl();
        return data == null ? img(setOf(image)) : untouched(data);
    }

    /** A {@code data:} image is part of the page and is shown by a plain {@code <img>}. */
    private Element untouched(String data) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("src", data);
        addOthers(attributes, image);
        return new Element("img", attributes, List.of());
    }

    private Element img(ImageSet set) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ImageUrls urls = set.single(null);
        ImageSet.@Nullable Srcset srcset = set.isSingle() ? null : set.srcset(null, urls);
        attributes.put("src", urls.cached());
        if (srcset != null) {
            attributes.put("srcset", srcset.cached());
        }
        if (fallbackMode.hasBothUrls()) {
            attributes.put(WrittenAttributes.PROXY_SRC, urls.proxy());
            if (srcset != null) {
                attributes.put(WrittenAttributes.PROXY_SRCSET, srcset.proxy());
            }
            String last = image.lastResort();
            if (last != null) {
                attributes.put(WrittenAttributes.LAST, last);
            }
        }
        addSizes(attributes, WrittenAttributes.SIZES, image);
        addBox(attributes, set.box());
        addOthers(attributes, image);
        if (fallbackMode == FallbackMode.INLINE) {
            attributes.put("onerror", InlineFallback.SCRIPT);
        }
        return new Element("img", attributes, List.of());
    }

    Element picture() {
        List<Element> children = new ArrayList<>();
        for (ImageBuilder.ArtDirection direction : image.artDirections()) {
            children.addAll(sources(direction));
        }
        if (image.dataUrl() != null) {
            children.add(img());
            return new Element("picture", Map.of(), children);
        }
        ImageSet set = setOf(image);
        for (String format : image.formats()) {
            children.add(source(set, null, format));
        }
        children.add(img(set));
        return new Element("picture", Map.of(), children);
    }

    /**
     * The {@code <source>} elements of another image: one for each format, and one for browsers that support none of
     * them.
     */
    List<Element> sources(ImageBuilder.ArtDirection direction) {
        String data = direction.image().dataUrl();
        if (data != null) {
            return List.of(untouchedSource(direction, data));
        }
        ImageSet other = setOf(direction.image());
        List<Element> sources = new ArrayList<>();
        for (String format : formats(other.image())) {
            sources.add(source(other, direction.media(), format));
        }
        sources.add(source(other, direction.media(), null));
        return sources;
    }

    private Element untouchedSource(ImageBuilder.ArtDirection direction, String data) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(WrittenAttributes.MEDIA, direction.media());
        attributes.put("srcset", DataUrl.inSrcset(data));
        if (fallbackMode.hasBothUrls()) {
            // It moves to itself: what has no twin is removed.
            attributes.put(WrittenAttributes.PROXY_SRCSET, DataUrl.inSrcset(data));
        }
        addOthers(attributes, direction.image());
        return new Element("source", attributes, List.of());
    }

    private Element source(ImageSet set, @Nullable String media, @Nullable String format) {
        ImageBuilder other = set.image();
        Map<String, String> attributes = new LinkedHashMap<>();
        if (media != null) {
            attributes.put(WrittenAttributes.MEDIA, media);
        }
        String type = format == null ? other.extension() : format;
        if (type != null) {
            attributes.put("type", MediaTypes.of(type));
        }
        ImageSet.Srcset srcset = set.srcset(format, null);
        attributes.put("srcset", srcset.cached());
        if (fallbackMode.hasBothUrls()) {
            attributes.put(WrittenAttributes.PROXY_SRCSET, srcset.proxy());
        }
        addSizes(attributes, WrittenAttributes.SIZES, other);
        addBox(attributes, set.box());
        if (media != null) {
            addOthers(attributes, other);
        }
        return new Element("source", attributes, List.of());
    }

    /** The variants that {@link #img} and {@link #picture} name, each once. */
    List<ImageUrls> variants() {
        Map<String, ImageUrls> byPath = new LinkedHashMap<>();
        if (image.dataUrl() == null) {
            ImageUrls single = setOf(image).single(null);
            byPath.put(single.path(), single);
            addCandidates(byPath, image, image.formats());
        }
        for (ImageBuilder.ArtDirection direction : image.artDirections()) {
            addCandidates(byPath, direction.image(), formats(direction.image()));
        }
        return List.copyOf(byPath.values());
    }

    private void addCandidates(Map<String, ImageUrls> byPath, ImageBuilder described, List<String> formats) {
        if (described.dataUrl() != null) {
            return;
        }
        ImageSet set = setOf(described);
        set.candidates(null).forEach(urls -> byPath.putIfAbsent(urls.path(), urls));
        for (String format : formats) {
            set.candidates(format).forEach(urls -> byPath.putIfAbsent(urls.path(), urls));
        }
    }

    /** The formats of an image that is shown if a media query matches. */
    private List<String> formats(ImageBuilder other) {
        return other.formats().isEmpty() ? image.formats() : other.formats();
    }

    Element preload() {
        String data = image.dataUrl();
        if (data != null) {
            throw new ImgproxyException(
                    "source [" + DataUrl.shown(data) + "] is the image itself; there is nothing to preload");
        }
        ImageSet set = setOf(image);
        String format = image.formats().isEmpty() ? null : image.formats().get(0);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("rel", "preload");
        attributes.put("as", "image");
        ImageUrls urls = set.single(format);
        attributes.put("href", urls.cached());
        if (!set.isSingle()) {
            attributes.put("imagesrcset", set.srcset(format, urls).cached());
        }
        addSizes(attributes, "imagesizes", image);
        if (format != null) {
            // A browser that cannot show the format then does not fetch it.
            attributes.put("type", MediaTypes.of(format));
        }
        attributes.put("fetchpriority", "high");
        addOthers(attributes, image);
        return new Element("link", attributes, List.of());
    }

    ImageView view() {
        String data = image.dataUrl();
        if (data != null) {
            return ImageView.ofOriginal(data);
        }
        ImageSet set = setOf(image);
        ImageUrls urls = set.single(null);
        if (set.isSingle()) {
            return new ImageView(urls, "", "");
        }
        ImageSet.Srcset srcset = set.srcset(null, urls);
        return new ImageView(urls, srcset.cached(), srcset.proxy());
    }

    private ImageSet setOf(ImageBuilder described) {
        return new ImageSet(described, writer);
    }

    /** HTML requires {@code sizes} with widths; the default is the full width of the window. */
    private void addSizes(Map<String, String> attributes, String name, ImageBuilder described) {
        if (described.candidates().areWidths()) {
            String own = described.attributes().get(WrittenAttributes.SIZES);
            attributes.put(
                    name, own == null ? image.attributes().getOrDefault(WrittenAttributes.SIZES, WHOLE_WINDOW) : own);
        }
    }

    /** The attributes that the author gave for the element. */
    private static void addOthers(Map<String, String> attributes, ImageBuilder described) {
        for (Map.Entry<String, String> other : described.attributes().entrySet()) {
            if (!other.getKey().equals(WrittenAttributes.SIZES)) {
                attributes.put(other.getKey(), other.getValue());
            }
        }
    }

    /** Width and height if the box is known to be filled, which prevents layout shifts. */
    private static void addBox(Map<String, String> attributes, Box box) {
        if (box.isFilled()) {
            attributes.put("width", Integer.toString(box.outerWidth()));
            attributes.put("height", Integer.toString(box.outerHeight()));
        }
    }
}
