package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what the caching proxy does and holds ({@code GET}), and empties it ({@code POST}). */
public final class InspectorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final int REQUESTS = 50;

    private final transient RequestLog log = new RequestLog(REQUESTS);
    private final transient PurgeToken token = new PurgeToken();

    /** For the container. */
    public InspectorServlet() {}

    /** Runs at start, after the filter that makes the proxy, so that no request is missed; a filter that failed has none. */
    @Override
    public void init() {
        if (getServletContext().getAttribute(CachingProxy.ATTRIBUTE) instanceof CachingProxy proxy) {
            proxy.addListener(log);
            Savings.in(getServletContext()).watch(proxy, imgproxy());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> model = Map.of(
                "page", InspectorPage.of(proxy(), log),
                "token", token.text(),
                "purged", request.getParameter("purged") != null);
        response.setHeader("Cache-Control", "no-store");
        Templates.in(getServletContext()).write("inspector", model, request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String key = request.getParameter("key");
        if (!token.matches(request.getParameter("token"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (key == null ? !everything(request) : !imgproxy().isKey(key)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            purge(key);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getContextPath() + "/inspector?purged");
        }
    }

    /** Whether the visitor has confirmed that all of it is to go; a form that lost its key says no such thing. */
    private static boolean everything(HttpServletRequest request) {
        return "yes".equals(request.getParameter("everything"));
    }

    private void purge(@Nullable String key) throws IOException {
        if (key == null) {
            proxy().purgeAll();
        } else {
            proxy().purge(key);
        }
    }

    private Imgproxy imgproxy() {
        return (Imgproxy) Objects.requireNonNull(getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE));
    }

    private CachingProxy proxy() {
        return CachingProxy.in(getServletContext());
    }
}
