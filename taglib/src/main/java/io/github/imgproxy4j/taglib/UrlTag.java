package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.ImageView;
import io.github.imgproxy4j.Imgproxy;
import jakarta.servlet.jsp.JspContext;
import jakarta.servlet.jsp.JspTagException;
import jakarta.servlet.jsp.PageContext;
import java.util.Optional;

/**
 * The tag {@code <imgproxy:url>}: sets a variable with an {@link ImageView}, for markup that the page writes itself.
 *
 * <pre>{@code
 * <imgproxy:url var="hero" src="${photo.url}" preset="hero"/>
 * <style nonce="${nonce}">.hero { background-image: url("${hero.cached}") }</style>
 * }</pre>
 */
public final class UrlTag extends ImageTag {
    private String variable = "";
    private String scope = "page";

    /** A tag without attributes. */
    public UrlTag() {
        super("url");
    }

    /** The name of the variable. */
    public void setVar(String name) {
        variable = name;
    }

    /** Its scope: {@code page}, {@code request}, {@code session} or {@code application}. */
    public void setScope(String name) {
        scope = name;
    }

    @Override
    void render(Imgproxy imgproxy) throws JspTagException {
        int pageScope = pageScope();
        Optional<ImageView> view = image().view(imgproxy);
        JspContext page = getJspContext();
        if (view.isPresent()) {
            page.setAttribute(variable, view.get(), pageScope);
        } else {
            page.removeAttribute(variable, pageScope);
        }
    }

    private int pageScope() throws JspTagException {
        return switch (scope) {
            case "page" -> PageContext.PAGE_SCOPE;
            case "request" -> PageContext.REQUEST_SCOPE;
            case "session" -> PageContext.SESSION_SCOPE;
            case "application" -> PageContext.APPLICATION_SCOPE;
            default -> throw refused("scope [" + scope + "] must be page, request, session or application", null);
        };
    }
}
