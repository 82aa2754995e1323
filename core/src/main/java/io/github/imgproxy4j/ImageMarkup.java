package io.github.imgproxy4j;

import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.option.Height;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.Resize;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Width;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Computes the attributes of an {@code <img>} from what an {@link ImageBuilder} holds. */
final class ImageMarkup {
    /** Where the helper and the inline handler find the proxy twins. */
    private static final String PROXY_SRC = "data-imgproxy-src";

    private static final String PROXY_SRCSET = "data-imgproxy-srcset";
    private static final Set<String> OWN_ATTRIBUTES = Set.of("src", "srcset", PROXY_SRC, PROXY_SRCSET, "onerror");

    /** Stricter than the HTML standard, so that a name can never leave its place. */
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z_@:][A-Za-z0-9_.:@-]*");

    private final ImageBuilder image;
    private final FallbackMode fallbackMode;

    ImageMarkup(ImageBuilder image, FallbackMode fallbackMode) {
        this.image = image;
        this.fallbackMode = fallbackMode;
    }

    static String checkedAttributeName(String name) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw new ImgproxyException("attribute [" + name + "] must be an HTML attribute name");
        }
        if (OWN_ATTRIBUTES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ImgproxyException("attribute [" + name + "] is written by imgproxy4j and cannot be given");
        }
        return name;
    }

    Element img() {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<ImageUrls> candidates = image.densities().stream().map(image::urls).toList();
        ImageUrls urls = image.urls();
        attributes.put("src", urls.cached());
        if (!candidates.isEmpty()) {
            attributes.put("srcset", srcset(candidates, ImageUrls::cached));
        }
        if (fallbackMode != FallbackMode.NONE) {
            attributes.put(PROXY_SRC, urls.proxy());
            if (!candidates.isEmpty()) {
                attributes.put(PROXY_SRCSET, srcset(candidates, ImageUrls::proxy));
            }
        }
        addSize(attributes);
        attributes.putAll(image.attributes());
        if (fallbackMode == FallbackMode.INLINE) {
            attributes.put("onerror", InlineFallback.SCRIPT);
        }
        return new Element("img", attributes, List.of());
    }

    private String srcset(List<ImageUrls> candidates, Function<ImageUrls, String> url) {
        StringBuilder srcset = new StringBuilder();
        for (int i = 0; i < candidates.size(); i++) {
            srcset.append(i == 0 ? "" : ", ")
                    .append(url.apply(candidates.get(i)))
                    .append(' ')
                    .append(density(image.densities().get(i)));
        }
        return srcset.toString();
    }

    private static String density(double factor) {
        return (factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor)) + "x";
    }

    /** Width and height where the box is known to be filled, so that the page does not jump when the image arrives. */
    private void addSize(Map<String, String> attributes) {
        ResizingType type = ResizingType.FIT;
        int width = 0;
        int height = 0;
        for (ProcessingOption option : image.options()) {
            if (option instanceof Resize resize) {
                type = resize.type();
                width = resize.width();
                height = resize.height();
            } else if (option instanceof Width only) {
                width = only.pixels();
            } else if (option instanceof Height only) {
                height = only.pixels();
            }
        }
        boolean fillsBox = type == ResizingType.FILL || type == ResizingType.FORCE;
        if (fillsBox && width > 0 && height > 0) {
            attributes.put("width", Integer.toString(width));
            attributes.put("height", Integer.toString(height));
        }
    }
}
