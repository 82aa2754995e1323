package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.ImageAttributes;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.ImgproxyException;
import io.github.imgproxy4j.SharedImgproxy;
import jakarta.servlet.jsp.JspTagException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.DynamicAttributes;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tag {@code <imgproxy:img>}: an {@code <img>} with a cached URL and a fallback.
 *
 * <p>It only collects its attributes; what they mean is defined by {@link ImageAttributes}. An attribute whose value is
 * null counts as not given, except that containers turn null into an empty text for the attributes of the descriptor.
 *
 * <pre>{@code
 * <imgproxy:img src="${photo.url}" preset="card" densities="1,2" alt="${photo.title}" loading="lazy"/>
 * }</pre>
 */
public final class ImgTag extends SimpleTagSupport implements DynamicAttributes {
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** The source of the image. */
    public void setSrc(@Nullable String source) {
        put("src", source);
    }

    /** The alternative text. */
    public void setAlt(@Nullable String text) {
        put("alt", text);
    }

    /** The name of a preset. */
    public void setPreset(@Nullable String name) {
        put("preset", name);
    }

    /** Type, width and height, {@code fill:300:200}. */
    public void setResize(@Nullable String box) {
        put("resize", box);
    }

    /** The part that survives cropping, {@code noea} or {@code fp:0.5:0.3}. */
    public void setGravity(@Nullable String anchor) {
        put("gravity", anchor);
    }

    /** Whether a small source grows, {@code true} or {@code false}. */
    public void setEnlarge(@Nullable String allowed) {
        put("enlarge", allowed);
    }

    /** The quality of a lossy result, 1 to 100. */
    public void setQuality(@Nullable String percent) {
        put("quality", percent);
    }

    /** What lies behind transparent pixels, {@code ffffff}. */
    public void setBackground(@Nullable String hex) {
        put("background", hex);
    }

    /** The factor by which every size is multiplied. */
    public void setDpr(@Nullable String factor) {
        put("dpr", factor);
    }

    /** Further options as in a path, {@code q:80/bl:2}. */
    public void setOptions(@Nullable String path) {
        put("options", path);
    }

    /** The format of the result, {@code webp}. */
    public void setFormat(@Nullable String name) {
        put("format", name);
    }

    /** The densities of the {@code srcset}, {@code 1,2}. */
    public void setDensities(@Nullable String factors) {
        put("densities", factors);
    }

    @Override
    public void setDynamicAttribute(@Nullable String uri, String localName, @Nullable Object value)
            throws JspTagException {
        if (uri != null && !uri.isEmpty()) {
            throw refused("attribute [" + localName + "] of tag library [" + uri + "] must have no prefix", null);
        }
        put(localName, value == null ? null : value.toString());
    }

    @Override
    public void doTag() throws JspTagException, IOException {
        getJspContext().getOut().print(html());
    }

    private String html() throws JspTagException {
        try {
            return ImageAttributes.of(attributes).img(imgproxy()).toHtml();
        } catch (ImgproxyException refused) {
            throw refused(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static JspTagException refused(String message, @Nullable Throwable cause) {
        return new JspTagException("<imgproxy:img>: " + message, cause);
    }

    private Imgproxy imgproxy() {
        PageContext page = (PageContext) getJspContext();
        return SharedImgproxy.in(new ServletContextScope(page.getServletContext()));
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
