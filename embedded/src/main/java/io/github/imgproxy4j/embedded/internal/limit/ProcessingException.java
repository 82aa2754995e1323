package io.github.imgproxy4j.embedded.internal.limit;

import org.jspecify.annotations.Nullable;

/**
 * Why there is no image: the HTTP status and the short public text that imgproxy would answer with, and the reason for
 * the log as the exception's message.
 */
public final class ProcessingException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String UNREACHABLE = "Source is unreachable";
    private static final String INVALID_IMAGE = "Invalid source image";
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int TIMEOUT = 503;

    private final int status;
    private final String publicText;

    private ProcessingException(int status, String publicText, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.status = status;
        this.publicText = publicText;
    }

    /** The path is not one that can be processed: shape, option, argument, expiry. */
    public static ProcessingException invalidUrl(String reason) {
        return new ProcessingException(NOT_FOUND, "Invalid URL", reason, null);
    }

    /** The path changes a limit, which it may not. */
    public static ProcessingException securityOption(String reason) {
        return new ProcessingException(403, "Invalid URL", reason, null);
    }

    /** The source lies where no source may be fetched from. */
    public static ProcessingException forbiddenSource(String reason) {
        return new ProcessingException(NOT_FOUND, "Invalid source URL", reason, null);
    }

    /** The source cannot be had. */
    public static ProcessingException unreachable(String reason, @Nullable Throwable cause) {
        return new ProcessingException(NOT_FOUND, UNREACHABLE, reason, cause);
    }

    /** The source's server answered with another status than 200; client errors keep their number. */
    public static ProcessingException sourceAnswered(int sourceStatus, String reason) {
        return new ProcessingException(statusAfter(sourceStatus), UNREACHABLE, reason, null);
    }

    /** The source did not arrive in time. */
    public static ProcessingException sourceTooSlow(String reason) {
        return new ProcessingException(504, UNREACHABLE, reason, null);
    }

    /** The source is not an image of a readable type, or over a limit. */
    public static ProcessingException invalidImage(String reason) {
        return new ProcessingException(UNPROCESSABLE, INVALID_IMAGE, reason, null);
    }

    /** The source looks like an image and cannot be decoded. */
    public static ProcessingException brokenImage(String reason, @Nullable Throwable cause) {
        return new ProcessingException(UNPROCESSABLE, "Broken or unsupported image", reason, cause);
    }

    /** The source is an SVG image that must not or cannot be served. */
    public static ProcessingException brokenSvg(String reason) {
        return new ProcessingException(UNPROCESSABLE, "Broken or unsupported SVG image", reason, null);
    }

    /** The result cannot be written in the wanted format or size. */
    public static ProcessingException cannotWrite(String reason, @Nullable Throwable cause) {
        return new ProcessingException(UNPROCESSABLE, "Invalid URL", reason, cause);
    }

    /** All workers stayed busy. */
    public static ProcessingException tooManyRequests(String reason) {
        return new ProcessingException(429, "Too many requests", reason, null);
    }

    /** The image was not finished in time. */
    public static ProcessingException timeout(String reason) {
        return new ProcessingException(TIMEOUT, "Timeout", reason, null);
    }

    /** Something that must not happen happened. */
    public static ProcessingException internalError(Throwable cause) {
        return new ProcessingException(500, "Internal error", "unexpected failure", cause);
    }

    public int status() {
        return status;
    }

    public String publicText() {
        return publicText;
    }

    /** Whether the source cannot be had or is no image, so that another may take its place. */
    public boolean isOfSource() {
        return publicText.equals(UNREACHABLE) || publicText.equals(INVALID_IMAGE);
    }

    /** Whether only the time of this image, or what it waited for, is over. */
    public boolean isTimeout() {
        return status == TIMEOUT;
    }

    /** Whether an operator should hear of it; the others are mistakes in a URL or an image. */
    public boolean isServerTrouble() {
        return status >= 500 || status == 429;
    }

    private static int statusAfter(int sourceStatus) {
        if (sourceStatus >= 500) {
            return 502;
        }
        return sourceStatus >= 400 ? sourceStatus : NOT_FOUND;
    }
}
