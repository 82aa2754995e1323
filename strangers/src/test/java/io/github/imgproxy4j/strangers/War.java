package io.github.imgproxy4j.strangers;

import java.nio.file.Path;

/** The web app of README: tags, filter and embedded processor. */
final class War {
    private War() {}

    /** Builds on the first call. */
    static Path file() {
        Path project = Folders.STRANGERS.resolve("war");
        Installed.artifacts().build("war", project.resolve("pom.xml"));
        return project.resolve("target/ROOT.war");
    }
}
