package io.github.imgproxy4j.benchmarks.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What wrk asks for, in turn.
 *
 * @param method the method
 * @param headers header lines besides {@code Host}
 * @param targets the file with one target on each line
 */
record Requests(String method, List<String> headers, Path targets) {
    static Requests get(Path file, Stream<String> targets) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String target : (Iterable<String>) targets::iterator) {
                out.write(target);
                out.write('\n');
            }
        }
        return new Requests("GET", List.of(), file);
    }

    Requests withMethod(String other) {
        return new Requests(other, headers, targets);
    }

    Requests withHeader(String line) {
        return new Requests(method, List.of(line), targets);
    }
}
