package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What imgproxy answered when it was asked, and how this processor's answer compared then.
 *
 * @param theirs of imgproxy
 * @param similarity of both images, as SSIM; 1 if there are not two of one size
 * @param ourLength of this processor's body in bytes
 */
record RecordedAnswer(ComparedRequest request, ComparedAnswer theirs, double similarity, int ourLength) {
    /** A resource beside this class. */
    private static final String FILE = "imgproxy-answers.txt";

    private static final String NONE = "-";

    /** All that are recorded. */
    static List<RecordedAnswer> all() throws IOException {
        try (InputStream file = Objects.requireNonNull(RecordedAnswer.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RecordedAnswer::parse)
                    .toList();
        }
    }

    /** Where they are, in a checkout of this module. */
    static Path file() {
        return Path.of("src/test/resources/io/github/imgproxy4j/embedded", FILE);
    }

    private static RecordedAnswer parse(String line) {
        String[] words = line.split(" ", -1);
        int[] numbers = new int[8];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = Integer.parseInt(words[5 + index]);
        }
        return new RecordedAnswer(
                new ComparedRequest(words[0], text(words[1]), text(words[2])),
                new ComparedAnswer(
                        Integer.parseInt(words[3]),
                        words[4],
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5],
                        words[13]),
                numbers[6] / 1000.0,
                numbers[7]);
    }

    private static String text(String word) {
        return word.equals(NONE) ? "" : word;
    }

    private static String word(String text) {
        return text.isEmpty() ? NONE : text;
    }

    /** As in the file. */
    String line() {
        return String.join(
                " ",
                request.source(),
                word(request.options()),
                word(request.format()),
                String.format(
                        Locale.ROOT,
                        "%d %s %d %d %d %d %d %d %d %d %s",
                        theirs.status(),
                        theirs.type(),
                        theirs.width(),
                        theirs.height(),
                        theirs.frames(),
                        theirs.plays(),
                        theirs.millis(),
                        theirs.length(),
                        (int) Math.floor(similarity * 1000),
                        ourLength,
                        theirs.print()));
    }
}
