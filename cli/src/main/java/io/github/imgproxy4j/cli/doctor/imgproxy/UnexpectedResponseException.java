package io.github.imgproxy4j.cli.doctor.imgproxy;

/** The responding server is not an imgproxy, or imgproxy has a fault. */
final class UnexpectedResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedResponseException(int status) {
        super("the response to a probe was " + status + ", which imgproxy does not send");
    }
}
