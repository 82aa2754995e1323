package io.github.imgproxy4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The imgproxy of this machine, if there is one. */
final class RealImgproxy {
    private RealImgproxy() {}

    /** That of {@code -Dimgproxy4j.imgproxy=FILE}, or else the one on the PATH. */
    static Optional<Path> find() {
        return Stream.concat(
                        Stream.of(Path.of(System.getProperty("imgproxy4j.imgproxy", ""))),
                        Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "imgproxy")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
