package io.github.imgproxy4j.html;

/**
 * What templates show instead of an image with invalid input, such as an unknown preset or a source that is not
 * allowed.
 */
public enum TemplateErrorMode {
    /** An error that names tag, attribute, value and rule; for development and tests. */
    FAIL,
    /**
     * The unchanged source, if a browser can load it and it is allowed: an absolute http or https URL; nothing for
     * other sources and encrypted ones. The error is logged.
     */
    ORIGINAL,
    /** Nothing. The error is logged. */
    OMIT
}
