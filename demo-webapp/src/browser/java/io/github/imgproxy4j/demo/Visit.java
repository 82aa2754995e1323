package io.github.imgproxy4j.demo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A page as one visitor sees it, with an empty browser cache, and everything it asks the network for. */
final class Visit implements AutoCloseable {
    private static final String ALL_PAINTED = "() => { const all = [...document.querySelectorAll('main img')];"
            + " return all.length > 0 && all.every((img) => img.complete && img.naturalWidth > 0); }";
    private static final String REPORT_VIOLATIONS = "document.addEventListener('securitypolicyviolation',"
            + " (event) => console.error('violation of ' + event.violatedDirective));";

    /** Only a busy machine needs so long; nothing waits longer than it has to. */
    private static final double PATIENCE_MILLIS = 120_000;

    private final BrowserContext context;
    private final Page page;
    private final List<Response> responses = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Visit(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(REPORT_VIOLATIONS);
        page = context.newPage();
        page.onResponse(responses::add);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
    }

    Visit open(URI url) {
        page.navigate(url.toString());
        return this;
    }

    /** Scrolls each picture into view and waits until all are painted. */
    Visit seeEverything() {
        page.locator("main img").first().waitFor();
        for (Locator picture : page.locator("main img").all()) {
            picture.scrollIntoViewIfNeeded();
        }
        page.waitForFunction(ALL_PAINTED);
        return this;
    }

    Page page() {
        return page;
    }

    /** The answers on the cache route, {@code "404 /img/cache/KEY"}. */
    List<String> cacheRoute() {
        return responses.stream()
                .filter(response -> path(response).startsWith("/img/cache/"))
                .map(Visit::line)
                .toList();
    }

    /** The answers on the proxy route. */
    List<String> proxyRoute() {
        return responses.stream()
                .filter(response -> path(response).startsWith("/img/")
                        && !path(response).startsWith("/img/cache/")
                        && !path(response).equals("/img/urls"))
                .map(Visit::line)
                .toList();
    }

    /** All answers. */
    List<String> everything() {
        return responses.stream().map(Visit::line).toList();
    }

    /** The bytes that came from this path. */
    byte[] body(String path) {
        return responses.stream()
                .filter(response -> path(response).equals(path) && response.status() == 200)
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " was never answered with 200"))
                .body();
    }

    /** What the console and the Content-Security-Policy had to say, without the misses of the cache route. */
    List<String> complaints() {
        return complaints.stream()
                .filter(text -> !(text.contains("status of 404") && text.contains("/img/cache/")))
                .toList();
    }

    /** The painted pictures in the order of the page. */
    List<Painted> pictures() {
        List<Painted> pictures = new ArrayList<>();
        for (Locator img : page.locator("main img").all()) {
            pictures.add(new Painted(
                    URI.create((String) img.evaluate("img => img.currentSrc")).getRawPath(),
                    (int) img.evaluate("img => img.naturalWidth"),
                    (int) img.evaluate("img => img.naturalHeight")));
        }
        return pictures;
    }

    private static String line(Response response) {
        return response.status() + " " + path(response);
    }

    private static String path(Response response) {
        return URI.create(response.url()).getRawPath();
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * A painted picture.
     *
     * @param path where its bytes came from
     * @param width its natural width in CSS pixels
     * @param height its natural height in CSS pixels
     */
    record Painted(String path, int width, int height) {}
}
