package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Implements imgproxy's HTTP interface, to replace an imgproxy server, for example in tests: signed paths, health
 * check, status codes, headers and conditional requests.
 *
 * <p>Mapped to {@code /*} or a path prefix. Without key and salt every signature is accepted, as in imgproxy. Runs on
 * the container's thread; the settings limit concurrency. Thread-safe.
 *
 * <pre>{@code
 * new EmbeddedImgproxyServlet(Settings.read(SettingsSource.of(
 *         "test", Map.of("imgproxy.local-filesystem-root", "/var/photos"))));
 * }</pre>
 */
public final class EmbeddedImgproxyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The response of imgproxy to paths without a meaning. */
    private static final String NOTHING = " ";

    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int BAD_SIGNATURE = 403;

    private transient @Nullable Settings settings;
    private transient @Nullable Imgproxy imgproxy;
    private transient @Nullable EmbeddedImgproxy processor;

    /** For the container; settings come from system properties, environment, init-params and context-params. */
    public EmbeddedImgproxyServlet() {}

    /** A servlet with these settings, independent of the container. */
    public EmbeddedImgproxyServlet(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts the processor.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException if the settings do not let it work
     */
    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        Settings effective = settings == null ? settings(config) : settings;
        boolean signed = effective.isSet(CoreSettings.KEY) || effective.isSet(CoreSettings.SALT);
        imgproxy = signed
                ? Imgproxy.of(effective, "/")
                : Imgproxy.builder().allowUnsigned(true).proxyUrl("/").build();
        processor = EmbeddedImgproxy.create(effective);
    }

    @Override
    public void destroy() {
        if (processor != null) {
            processor.close();
        }
    }

    @Override
    protected void service(HttpServletRequest clientRequest, HttpServletResponse clientResponse) throws IOException {
        clientResponse.setHeader("Server", "imgproxy");
        clientResponse.setHeader(REQUEST_ID, requestId(clientRequest.getHeader(REQUEST_ID)));
        switch (clientRequest.getMethod()) {
            case "GET" -> get(clientRequest, clientResponse);
            // imgproxy answers both without a look at the path, and lets them be kept like an image.
            case "HEAD", "OPTIONS" -> keepable(clientResponse, NOTHING);
            default -> text(clientResponse, 404, NOTHING);
        }
    }

    private void get(HttpServletRequest clientRequest, HttpServletResponse clientResponse) throws IOException {
        String path = path(clientRequest);
        switch (path) {
            case "", "/" -> keepable(clientResponse, "imgproxy4j");
            case "/health" -> {
                clientResponse.setHeader("Cache-Control", "no-cache");
                text(clientResponse, 200, "imgproxy is running");
            }
            case "/favicon.ico" -> text(clientResponse, 404, NOTHING);
            default -> {
                if (path.startsWith("/.well-known/")) {
                    text(clientResponse, 404, NOTHING);
                } else {
                    image(path, clientRequest, clientResponse);
                }
            }
        }
    }

    private void image(String path, HttpServletRequest clientRequest, HttpServletResponse clientResponse)
            throws IOException {
        if (imgproxy == null || processor == null) {
            throw new IllegalStateException("the servlet is not initialised");
        }
        Verification verification = imgproxy.verify(path);
        switch (verification.outcome()) {
            case MALFORMED -> text(clientResponse, 404, "Invalid URL");
            case FORBIDDEN -> text(clientResponse, BAD_SIGNATURE, "Forbidden");
            case VERIFIED -> {
                try (ProcessorResponse answer =
                        processor.fetch(verification.signedPath().path())) {
                    write(isKnown(answer, clientRequest) ? answer.notModified() : answer, clientResponse);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while an image was processed", stopped);
                }
            }
        }
    }

    /** imgproxy lets the source server decide; here its validators are compared, which has the same result. */
    private static boolean isKnown(ProcessorResponse answer, HttpServletRequest clientRequest) {
        String etags = clientRequest.getHeader("If-None-Match");
        if (answer.status() != 200) {
            return false;
        }
        if (etags != null) {
            String own = answer.headers().firstValue("ETag").orElse("");
            for (String etag : etags.split(",", -1)) {
                if (etag.strip().equals("*")
                        || (!own.isEmpty() && opaque(etag.strip()).equals(opaque(own)))) {
                    return true;
                }
            }
            return false;
        }
        String since = clientRequest.getHeader("If-Modified-Since");
        return since != null
                && answer.headers()
                        .firstValue("Last-Modified")
                        .filter(since::equals)
                        .isPresent();
    }

    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    private static void write(ProcessorResponse answer, HttpServletResponse clientResponse) throws IOException {
        clientResponse.setStatus(answer.status());
        answer.headers().map().forEach((name, values) -> clientResponse.setHeader(name, values.get(0)));
        clientResponse.getOutputStream().write(answer.body());
    }

    private static void keepable(HttpServletResponse clientResponse, String text) throws IOException {
        clientResponse.setHeader("Cache-Control", Processor.cacheControl(Processor.MAX_AGE_SECONDS));
        text(clientResponse, 200, text);
    }

    /** The id of the client, unless it is not safe in a log. */
    private static String requestId(@Nullable String own) {
        return own != null && REQUEST_ID_FORM.matcher(own).matches()
                ? own
                : UUID.randomUUID().toString();
    }

    private static void text(HttpServletResponse clientResponse, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        clientResponse.setStatus(status);
        clientResponse.setHeader("Content-Type", "text/plain");
        clientResponse.setHeader("Content-Security-Policy", ProcessorResponse.CONTENT_SECURITY_POLICY);
        clientResponse.setContentLength(body.length);
        clientResponse.getOutputStream().write(body);
    }

    /** The raw path after context and mapping; the decoded ones of the Servlet API differ from the signed path. */
    private static String path(HttpServletRequest clientRequest) {
        String pattern = clientRequest.getHttpServletMapping().getPattern();
        String prefix = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "";
        String uri = clientRequest.getRequestURI();
        int start = clientRequest.getContextPath().length() + prefix.length();
        return uri.length() < start ? "" : uri.substring(start);
    }

    private static Settings settings(ServletConfig config) {
        ServletContext context = config.getServletContext();
        return Settings.read(
                SettingsSource.systemProperties(System.getProperties()),
                SettingsSource.environment(System.getenv()),
                SettingsSource.of(
                        "init-param",
                        values(Collections.list(config.getInitParameterNames()), config::getInitParameter)),
                SettingsSource.of(
                        "context-param",
                        values(Collections.list(context.getInitParameterNames()), context::getInitParameter)));
    }

    private static Map<String, String> values(Iterable<String> names, Function<String, String> lookup) {
        Map<String, String> values = new HashMap<>();
        names.forEach(name -> values.put(name, lookup.apply(name)));
        return values;
    }
}
