package io.github.imgproxy4j.filter.internal.urls;

/** Why {@code MOUNT/urls} gives no URLs: a status and a text for the client that repeats nothing of the request. */
final class UrlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    UrlsException(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
