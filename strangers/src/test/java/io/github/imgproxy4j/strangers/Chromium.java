package io.github.imgproxy4j.strangers;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Chromium of this machine. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Nothing but the page goes to the network. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Every picture has arrived and has a width. */
    private static final String SHOWN = "count => { const pictures = [...document.images];"
            + " return pictures.length === count && pictures.every(i => i.complete && i.naturalWidth > 0); }";

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; the test is skipped where there is none, or fails if one is required. */
    static Chromium start() {
        Path executable = executable();
        Playwright playwright = Playwright.create();
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setChromiumSandbox(false)
                                .setArgs(QUIET)));
    }

    /** Opens a page as a new visitor does, and waits until all its pictures are shown. */
    void awaitPictures(URI page, int count) {
        try (Page visit = browser.newPage()) {
            visit.navigate(page.toString());
            visit.waitForFunction(SHOWN, count);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        String given = System.getProperty("imgproxy4j.chromium", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> Skip.because(
                        "imgproxy4j.require.browser",
                        "none of " + NAMES + " is on the PATH; -Dimgproxy4j.chromium names one"));
    }
}
