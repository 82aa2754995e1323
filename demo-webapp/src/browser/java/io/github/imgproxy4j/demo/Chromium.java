package io.github.imgproxy4j.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The Chromium of this machine, driven by Playwright. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final String PATH_PROPERTY = "imgproxy4j.chromium";
    private static final String REQUIRED_PROPERTY = "imgproxy4j.require.browser";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

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
        Path executable = executable().orElseThrow(Chromium::missing);
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

    private static Optional<Path> executable() {
        String given = System.getProperty(PATH_PROPERTY, "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    private static RuntimeException missing() {
        String reason = "no browser: none of " + NAMES + " is on the PATH; -D" + PATH_PROPERTY + " names another one";
        if (Boolean.getBoolean(REQUIRED_PROPERTY)) {
            throw new AssertionFailedError(reason);
        }
        System.out.println("NOT RUN: " + reason);
        return new TestAbortedException(reason);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
