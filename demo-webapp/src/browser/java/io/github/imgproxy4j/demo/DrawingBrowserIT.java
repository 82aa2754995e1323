package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.embedded.EmbeddedImgproxy;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser fetches for drawings, as they are and as the embedded processor leaves them, without any CSP. */
class DrawingBrowserIT {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();

    private static final int ON_A_PAGE = 100;

    @TempDir
    Path root;

    private final Map<String, byte[]> drawings = new ConcurrentHashMap<>();
    private final Queue<String> fetched = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Chromium chromium;

    @BeforeEach
    void start() throws IOException {
        chromium = Chromium.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] drawing = drawings.get(path);
            if (path.startsWith("/out")) {
                fetched.add(path);
            }
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".html") ? "text/html" : "image/svg+xml");
            exchange.sendResponseHeaders(drawing == null ? 404 : 200, drawing == null ? -1 : drawing.length);
            if (drawing != null) {
                exchange.getResponseBody().write(drawing);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void whatTheProcessorLeavesOfADrawingFetchesNothing() throws Exception {
        List<String> tricks = tricks();
        try (EmbeddedImgproxy processor = EmbeddedImgproxy.create(Settings.read(
                        SettingsSource.of("test", Map.of("imgproxy.local-filesystem-root", root.toString()))));
                Page page = chromium.browser().newPage()) {
            int served = 0;
            for (int index = 0; index < tricks.size(); index++) {
                byte[] drawing = drawing(tricks.get(index));
                drawings.put("/as-is/" + index + ".svg", drawing);
                byte[] cleaned = cleaned(processor, drawing);
                if (cleaned.length > 0) {
                    served++;
                    drawings.put("/cleaned/" + index + ".svg", cleaned);
                }
            }
            // Nearly all of them are drawings that can be served without what they reach for.
            assertThat(served).isGreaterThan(tricks.size() / 2);

            openAll(page, "/as-is/", tricks.size());
            // So many tricks work in this browser that the other half of this test sees something.
            await().until(() -> fetched.stream().distinct().count() > tricks.size() / 3);
            fetched.clear();

            openAll(page, "/cleaned/", tricks.size());
            // A drawing that does fetch, opened last: whatever those before it fetch has come by then.
            drawings.put("/last/0.svg", drawing("<image href='" + url("/out/last") + "' width='9' height='9'/>"));
            openAll(page, "/last/", 1);
            await().until(() -> fetched.contains("/out/last"));
            assertThat(fetched).containsOnly("/out/last");
        }
    }

    /** As documents of their own, many on a page, all of them in view. */
    private void openAll(Page page, String folder, int count) {
        for (int start = 0; start < count; start += ON_A_PAGE) {
            StringBuilder html = new StringBuilder("<!doctype html><style>iframe { width: 50px; height: 50px }</style>");
            for (int index = start; index < Math.min(count, start + ON_A_PAGE); index++) {
                if (drawings.containsKey(folder + index + ".svg")) {
                    html.append("<iframe src='").append(folder).append(index).append(".svg'></iframe>");
                }
            }
            drawings.put("/page.html", html.toString().getBytes(StandardCharsets.UTF_8));
            page.navigate(url("/page.html"));
            page.screenshot();
        }
    }

    private byte[] cleaned(EmbeddedImgproxy processor, byte[] drawing) throws Exception {
        Files.write(root.resolve("drawing.svg"), drawing);
        UpstreamRequest request =
                UpstreamRequest.builder(IMGPROXY.image("local:///drawing.svg").urls().signedPath()).build();
        try (UpstreamResponse response = processor.fetch(request)) {
            return response.status() == 200 ? response.body().readAllBytes() : new byte[0];
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static byte[] drawing(String content) {
        return ("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='99'"
                        + " height='99'><rect class='a' width='50' height='50'/>" + content + "</svg>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Every way to say where, in every place that can say it. */
    private List<String> tricks() {
        List<String> tricks = new ArrayList<>();
        List<String> functions = List.of(
                "url(%s)",
                "url('%s')",
                "URL( %s )",
                "u\\72l(%s)",
                "\\75 \\72 \\6c (%s)",
                "ur\\l('%s')",
                "url(\\68%t)",
                "src('%s')",
                "image-set('%s' 1x)",
                "-webkit-image-set(url(%s) 1x)",
                "cross-fade(url(%s), url(%s), 50%%)");
        List<String> sheets = new ArrayList<>();
        for (String function : functions) {
            sheets.add(".a { mask: " + function + " }");
            sheets.add(".a { fill: " + function + " }");
            sheets.add(".a { filter: " + function + " }");
            sheets.add("svg { background: " + function + " }");
            sheets.add("@font-face { font-family: f; src: " + function + " } .a { font-family: f }");
        }
        for (String name : List.of("@import", "@IMPORT", "@\\69mport", "@\\000069 mport", "@i\\mport")) {
            sheets.add(name + " '%s';");
            sheets.add(name + " url(%s);");
        }
        for (String sheet : sheets) {
            int middle = sheet.contains("@") ? sheet.indexOf('@') + 3 : sheet.indexOf('(') - 1;
            String start = sheet.substring(0, middle);
            String end = sheet.substring(middle);
            tricks.add("<style>" + sheet + "</style>");
            tricks.add("<style>" + start + "<!-- -->" + end + "</style>");
            tricks.add("<style>" + start + "<a/>" + end + "</style>");
            tricks.add("<style>" + start + "<a>x</a>" + end + "</style>");
            tricks.add("<style>" + start + "<![CDATA[" + end + "]]></style>");
            tricks.add("<style><![CDATA[" + sheet + "]]></style>");
        }
        for (String function : functions) {
            String value = function.replace("'", "&quot;").replace("\"", "&quot;");
            for (String attribute : List.of("fill", "stroke", "mask", "filter", "clip-path", "marker-end", "cursor")) {
                tricks.add("<path d='M0 0h50v50z' " + attribute + "=\"" + value + "\"/>");
                tricks.add("<path d='M0 0h50v50z' style=\"" + attribute + ": " + value + "\"/>");
                tricks.add("<path d='M0 0h50v50z'><set attributeName='" + attribute + "' to=\"" + value + "\"/></path>");
                tricks.add("<path d='M0 0h50v50z'><animate attributeName='" + attribute + "' values=\"none;" + value
                        + "\" dur='1s' fill='freeze'/></path>");
            }
        }
        for (String name : List.of("href", "xlink:href")) {
            tricks.add("<image width='9' height='9' " + name + "='%s'/>");
            tricks.add("<use " + name + "='%s#a'/>");
            tricks.add("<filter id='f'><feImage " + name + "='%s'/></filter><rect width='9' height='9' filter='url(#f)'/>");
            tricks.add("<image width='9' height='9'><set attributeName='" + name + "' to='%s'/></image>");
            tricks.add("<script " + name + "='%s'/>");
        }
        tricks.add("<foreignObject width='9' height='9'><img xmlns='http://www.w3.org/1999/xhtml' src='%s'/></foreignObject>");
        tricks.add("<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='%s'/>");
        tricks.add("<h:link xmlns:h='http://www.w3.org/1999/xhtml' rel='stylesheet' href='%s'/>");
        tricks.add("<g xml:base='%s/'><image width='9' height='9' href='x'/></g>");
        List<String> complete = new ArrayList<>();
        for (String trick : tricks) {
            String target = url("/out/" + complete.size());
            complete.add(trick.replace("%t", target.substring(1)).replace("%s", target).replace("%%", "%"));
        }
        return complete;
    }
}
