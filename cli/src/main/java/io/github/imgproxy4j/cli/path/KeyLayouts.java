package io.github.imgproxy4j.cli.path;

import java.util.List;
import java.util.stream.Stream;

/** Every value of {@code imgproxy.key-layout}. */
public final class KeyLayouts {
    public static final List<String> ALL = Stream.of("signed-path", "unsigned-path")
            .flatMap(path -> Stream.of("", " sha256").map(path::concat))
            .flatMap(hashed -> Stream.of("", " sharded", " grouped").map(hashed::concat))
            .flatMap(arranged -> Stream.of("", " extension").map(arranged::concat))
            .toList();

    private KeyLayouts() {}
}
