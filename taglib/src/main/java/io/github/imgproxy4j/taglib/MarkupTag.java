package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.template.ImageAttributes;
import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.JspTagException;
import jakarta.servlet.jsp.PageContext;
import jakarta.servlet.jsp.tagext.DynamicAttributes;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag that passes its attributes to core.
 *
 * <p>An attribute whose value is null is ignored, except that containers convert null to an empty string for the
 * attributes in the descriptor. Containers create a new handler for each use of a simple tag, so no state is shared.
 */
abstract class MarkupTag extends SimpleTagSupport implements DynamicAttributes {
    /** WHATWG MIME Sniffing, section 4.6. */
    private static final Pattern XML = Pattern.compile(
            "\\s*(?:[^\\s;/]+/[^\\s;]+\\+xml|(?:text|application)/xml)\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

    private static final String HTML = "text/html";

    private final String name;

    MarkupTag(String name) {
        this.name = name;
    }

    /** Prints or exports the result of core for the attributes. */
    abstract void render(Imgproxy imgproxy) throws JspException, IOException;

    @Override
    public void doTag() throws JspException, IOException {
        try {
            render(SharedImgproxy.in(scope()));
        } catch (ImgproxyException refused) {
            throw refused(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Override
    public void setDynamicAttribute(@Nullable String uri, String localName, @Nullable Object value)
            throws JspTagException {
        if (uri != null && !uri.isEmpty()) {
            throw refused("attribute [" + localName + "] of tag library [" + uri + "] must have no prefix", null);
        }
        put(localName, value);
    }

    void put(String attribute, @Nullable Object value) {
        if (value != null) {
            putText(attribute, value instanceof String text ? text : ImageAttributes.text(value));
        }
    }

    abstract void putText(String attribute, String value);

    void print(List<Element> elements) throws IOException {
        getJspContext().getOut().print(isXml() ? HtmlPrinter.printXml(elements) : HtmlPrinter.print(elements));
    }

    /** Whether browsers parse the page as XML, as {@code application/xhtml+xml}. */
    private boolean isXml() {
        String contentType = page().getResponse().getContentType();
        return contentType != null
                && !contentType.equals(HTML)
                && !contentType.startsWith(HTML + ";")
                && XML.matcher(contentType).lookingAt();
    }

    private PageContext page() {
        return (PageContext) getJspContext();
    }

    ServletContextScope scope() {
        return new ServletContextScope(page().getServletContext());
    }

    JspTagException refused(String message, @Nullable Throwable cause) {
        return new JspTagException("<imgproxy:" + name + ">: " + message, cause);
    }
}
