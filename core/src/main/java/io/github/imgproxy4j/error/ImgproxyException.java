package io.github.imgproxy4j.error;

import java.util.List;
import java.util.stream.Stream;

/** Bad arguments for an image: the message names the option, its value and the broken rule, and never a secret. */
public final class ImgproxyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    /** An exception with the option, the value and the rule in its message. */
    public ImgproxyException(String message) {
        super(message);
        problems = new String[] {message};
    }

    /** As above, with what was found underneath. */
    public ImgproxyException(String message, Throwable cause) {
        super(message, cause);
        problems = new String[] {message};
    }

    private ImgproxyException(String[] problems, Throwable cause) {
        super(String.join("; ", problems), cause);
        this.problems = problems;
    }

    /** Throws the only refusal as it is, several as one that names them all, and nothing if there is none. */
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

    /** Everything that is wrong, at least one sentence of option, value and rule; together they are the message. */
    public List<String> problems() {
        return List.of(problems);
    }
}
