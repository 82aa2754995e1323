package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.taglib.ImgTag;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.jasper.servlet.JasperInitializer;
import org.apache.jasper.servlet.JspServlet;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's JSP engine without a connector: a page is asked for by a call. For one thread.
 *
 * <p>Request and response are as little as a page needs, so that the time is that of the page.
 */
final class JspEngine implements AutoCloseable {
    static final String DESCRIPTOR = "imgproxy4j.tld";

    /** Of a library with one tag, {@link IdleTag}. */
    static final String IDLE_DESCRIPTOR = "idle.tld";

    private static final String IDLE_LIBRARY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <taglib xmlns="https://jakarta.ee/xml/ns/jakartaee" version="3.0">
              <tlib-version>1.0</tlib-version><short-name>idle</short-name>
              <tag>
                <name>img</name><tag-class>%s</tag-class><body-content>empty</body-content>
                <attribute><name>src</name><rtexprvalue>true</rtexprvalue></attribute>
                <attribute><name>preset</name><rtexprvalue>true</rtexprvalue></attribute>
                <attribute><name>densities</name><rtexprvalue>true</rtexprvalue></attribute>
                <attribute><name>alt</name><rtexprvalue>true</rtexprvalue></attribute>
              </tag>
            </taglib>
            """.formatted(IdleTag.class.getName());

    private final Path folder;
    private final Tomcat tomcat = new Tomcat();
    private final Servlet jsp;

    JspEngine() {
        Logger.getLogger("org.apache").setLevel(Level.WARNING);
        try {
            folder = Files.createTempDirectory("jsp-");
            Path descriptor = Files.createDirectories(folder.resolve("WEB-INF")).resolve(DESCRIPTOR);
            try (InputStream in = ImgTag.class.getResourceAsStream("/META-INF/" + DESCRIPTOR)) {
                Files.copy(Objects.requireNonNull(in), descriptor);
            }
            Files.writeString(descriptor.resolveSibling(IDLE_DESCRIPTOR), IDLE_LIBRARY);
            tomcat.setBaseDir(folder.toString());
            StandardContext context = (StandardContext) tomcat.addContext("", folder.toString());
            // These leak detectors need --add-opens and would only fill the log.
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesRmiTargets(false);
            context.setClearReferencesThreadLocals(false);
            context.addServletContainerInitializer(new JasperInitializer(), null);
            Wrapper wrapper = Tomcat.addServlet(context, "jsp", new JspServlet());
            wrapper.addInitParameter("development", "false");
            tomcat.start();
            context.getServletContext().setAttribute(SharedImgproxy.ATTRIBUTE, Site.imgproxy());
            jsp = wrapper.allocate();
        } catch (IOException | LifecycleException | ServletException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Adds a page, and returns its path. */
    String add(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return "/" + name;
    }

    /**
     * The HTML of a page.
     *
     * @param folder what the page finds under {@link JspPages#FOLDER}
     */
    String render(String path, String folder) {
        StringWriter html = new StringWriter();
        PrintWriter writer = new PrintWriter(html);
        try {
            jsp.service(request(path, folder), response(writer));
        } catch (IOException | ServletException broken) {
            throw new IllegalStateException(broken);
        }
        writer.flush();
        return html.toString();
    }

    private static HttpServletRequest request(String path, String folder) {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        attributes.put(JspPages.FOLDER, folder);
        return stub(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "GET";
            case "getServletPath" -> path;
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> nothing(method.getReturnType());
        });
    }

    private static HttpServletResponse response(PrintWriter writer) {
        return stub(
                HttpServletResponse.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getWriter") ? writer : nothing(method.getReturnType()));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? 0 : type == long.class ? (Object) 0L : null;
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
