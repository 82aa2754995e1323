package io.github.imgproxy4j.strangers;

import java.nio.file.Path;

/** The web app of README: tags, filter and embedded processor. */
final class War {
    private static Path once;

    private War() {}

    /** Builds on the first call. */
    static synchronized Path file() {
        if (once == null) {
            Path project = Folders.STRANGERS.resolve("war");
            Installed.artifacts().build("war", project.resolve("pom.xml"));
            once = project.resolve("target/ROOT.war");
        }
        return once;
    }
}
