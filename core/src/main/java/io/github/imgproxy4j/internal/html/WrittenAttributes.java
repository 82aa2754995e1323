package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import java.util.Locale;
import java.util.Set;

/** The names of the attributes that elements get from us, and which names are left to authors. */
public final class WrittenAttributes {
    public static final String SIZES = "sizes";
    public static final String MEDIA = "media";

    /** Where the module and the inline handler find the proxy twins. */
    public static final String PROXY_SRC = "data-imgproxy-src";

    public static final String PROXY_SRCSET = "data-imgproxy-srcset";
    public static final String LAST = "data-imgproxy-last";
    private static final Set<String> OWN = Set.of("src", "srcset", PROXY_SRC, PROXY_SRCSET, LAST, "onerror");

    private WrittenAttributes() {}

    /** Whether an author may give an attribute of this name. */
    public static boolean isFree(String name) {
        return Element.isAttributeName(name) && !OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The name in lower case, as HTML compares names: one attribute cannot stand twice. */
    public static String requireFree(String name) {
        if (!Element.isAttributeName(name)) {
            throw new ImgproxyException("attribute [" + name + "] must be an HTML attribute name");
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (OWN.contains(lowerCase)) {
            throw new ImgproxyException("attribute [" + name + "] is written by imgproxy4j and cannot be given");
        }
        return lowerCase;
    }
}
