package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.template.ImageAttributes;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.JspTagException;
import jakarta.servlet.jsp.tagext.JspFragment;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tag {@code <imgproxy:picture>}: an image in several formats, and other images for media queries.
 *
 * <pre>{@code
 * <imgproxy:picture src="${photo.url}" resize="fill:1200:400" formats="avif,webp" alt="${photo.title}">
 *   <imgproxy:source media="(max-width: 600px)" resize="fill:400:400"/>
 * </imgproxy:picture>
 * }</pre>
 */
public final class PictureTag extends ImageTag {
    private final List<Element> sources = new ArrayList<>();

    /** A tag without attributes and body. */
    public PictureTag() {
        super("picture");
    }

    /** The alternative text. */
    public void setAlt(@Nullable String text) {
        put(ImageAttributes.ALTERNATIVE_TEXT, text);
    }

    /** Formats, best first: {@code avif,webp}, or a collection. */
    public void setFormats(@Nullable Object names) {
        put("formats", names);
    }

    @Override
    void render(Imgproxy imgproxy) throws JspException, IOException {
        collectSources();
        print(image().picture(imgproxy, sources));
    }

    void add(List<Element> elements) {
        sources.addAll(elements);
    }

    private void collectSources() throws JspException, IOException {
        JspFragment body = getJspBody();
        if (body == null) {
            return;
        }
        StringWriter text = new StringWriter();
        try {
            body.invoke(text);
        } catch (JspException wrapped) {
            // Containers wrap what a nested tag throws; its message is what the author needs.
            throw wrapped.getCause() instanceof JspTagException ofSource ? ofSource : wrapped;
        }
        if (!text.toString().isBlank()) {
            throw refused("body [" + text.toString().strip() + "] may contain only <imgproxy:source> tags", null);
        }
    }
}
