package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import java.util.Locale;
import java.util.Set;

/** The names of the attributes that this library writes, and the rule for the names that authors may use. */
public final class WrittenAttributes {
    public static final String SIZES = "sizes";
    public static final String MEDIA = "media";

    /** The attributes in which the module and the inline handler find the proxy URLs. */
    public static final String PROXY_SRC = "data-imgproxy-src";

    public static final String PROXY_SRCSET = "data-imgproxy-srcset";
    public static final String LAST = "data-imgproxy-last";
    private static final Set<String> OWN = Set.of("src", "srcset", PROXY_SRC, PROXY_SRCSET, LAST, "onerror");

    private WrittenAttributes() {}

    /** Whether authors may use this attribute. */
    public static boolean isFree(String name) {
        return Element.isAttributeName(name) && !OWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The name in lower case, because HTML ignores case: an attribute must not appear twice. */
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
