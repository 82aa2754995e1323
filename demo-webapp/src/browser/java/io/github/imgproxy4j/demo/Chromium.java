package io.github.imgproxy4j.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

/** The Chromium of this machine, driven by Playwright. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final BrowserProgram PROGRAM =
            new BrowserProgram("browser", "imgproxy4j.chromium", List.of("chromium", "chromium-browser", "google-chrome"));

    /** Nothing but the page under test goes to the network. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** A started browser; a test that needs one is aborted where there is none, or fails if one is required. */
    static Chromium start() {
        Path executable = PROGRAM.require();
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

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
