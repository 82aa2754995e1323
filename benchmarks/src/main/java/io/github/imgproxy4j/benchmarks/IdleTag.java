package io.github.imgproxy4j.benchmarks;

import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A tag that prints the HTML of one and the same picture, whatever its attributes are: the container's own cost. */
public final class IdleTag extends SimpleTagSupport {
    static final String HTML = Site.imgproxy()
            .image(Site.SOURCE)
            .preset("card")
            .densities(1, 2)
            .alt("Photo 99")
            .img()
            .toHtml();

    /** Ignored. */
    public void setSrc(@Nullable String source) {}

    /** Ignored. */
    public void setPreset(@Nullable String name) {}

    /** Ignored. */
    public void setDensities(@Nullable Object factors) {}

    /** Ignored. */
    public void setAlt(@Nullable String text) {}

    @Override
    public void doTag() throws IOException {
        getJspContext().getOut().print(HTML);
    }
}
