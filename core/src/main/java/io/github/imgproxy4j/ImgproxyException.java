package io.github.imgproxy4j;

/** A bad argument for an image: the message names the option, its value and the broken rule, and never a secret. */
public final class ImgproxyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** An exception with the option, the value and the rule in its message. */
    public ImgproxyException(String message) {
        super(message);
    }

    /** As above, with what was found underneath. */
    public ImgproxyException(String message, Throwable cause) {
        super(message, cause);
    }
}
