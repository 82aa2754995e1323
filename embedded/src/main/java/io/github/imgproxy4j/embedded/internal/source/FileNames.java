package io.github.imgproxy4j.embedded.internal.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the JVM can call files. Stateless. */
public final class FileNames {
    private static final String SAMPLE = "\u00e9\u0142\u5199";

    private FileNames() {}

    /** What to tell an operator whose file names can only have few letters, as under {@code LC_ALL=C}. */
    public static Optional<String> problem() {
        return problem(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
    }

    public static Optional<String> problem(String encoding) {
        boolean all = Charset.isSupported(encoding)
                && Charset.forName(encoding).canEncode()
                && Charset.forName(encoding).newEncoder().canEncode(SAMPLE);
        return all
                ? Optional.empty()
                : Optional.of("file names are in " + encoding + " here, so local sources whose names have other letters"
                        + " cannot be read; set LC_ALL=C.UTF-8 (or LANG, or your own UTF-8 locale) in the environment of"
                        + " the JVM");
    }
}
