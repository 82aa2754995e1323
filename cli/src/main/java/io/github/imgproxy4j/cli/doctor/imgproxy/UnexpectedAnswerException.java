package io.github.imgproxy4j.cli.doctor.imgproxy;

/** Something answers that is not imgproxy, or imgproxy is not well. */
final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(int status) {
        super("the response to a probe was " + status + ", which imgproxy does not send");
    }
}
