package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.ImageAttributes;
import jakarta.servlet.jsp.JspTagException;
import org.jspecify.annotations.Nullable;

/** The tag {@code <imgproxy:source>} inside a {@link PictureTag}: another image if a media query matches. */
public final class SourceTag extends ImageTag {
    /** A tag without attributes. */
    public SourceTag() {
        super("source");
    }

    /** The media query, {@code (max-width: 600px)}. */
    public void setMedia(@Nullable String query) {
        put(ImageAttributes.MEDIA, query);
    }

    /** Formats, best first: {@code avif,webp}, or a collection. */
    public void setFormats(@Nullable Object names) {
        put("formats", names);
    }

    @Override
    void render(Imgproxy imgproxy) throws JspTagException {
        if (!(findAncestorWithClass(this, PictureTag.class) instanceof PictureTag picture)) {
            throw refused("the tag must be inside <imgproxy:picture>", null);
        }
        picture.add(image().asSourceOf(picture.image()).sources(imgproxy));
    }
}
