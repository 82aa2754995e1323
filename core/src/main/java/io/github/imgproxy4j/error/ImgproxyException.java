package io.github.imgproxy4j.error;

import java.util.List;
import java.util.stream.Stream;

/** Invalid arguments for an image. The message names the option, its value and the rule, but never a secret. */
public final class ImgproxyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    /** An exception with the option, the value and the rule in its message. */
    public ImgproxyException(String message) {
        super(message);
        problems = new String[] {message};
    }

    /** As above, with a cause. */
    public ImgproxyException(String message, Throwable cause) {
        super(message, cause);
        problems = new String[] {message};
    }

    private ImgproxyException(String[] problems, Throwable cause) {
        super(String.join("; ", problems), cause);
        this.problems = problems;
    }

    /** Throws a single refusal unchanged, or one exception that lists several; does nothing if there is none. */
    public static void throwAll(List<ImgproxyException> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        ImgproxyException first = refusals.get(0);
        throw refusals.size() == 1
                ? first
                : new ImgproxyException(
                        refusals.stream()
                                .flatMap(refused -> Stream.of(refused.problems))
                                .toArray(String[]::new),
                        first);
    }

    /** All problems, at least one, each a sentence with option, value and rule; the message contains them all. */
    public List<String> problems() {
        return List.of(problems);
    }
}
