package io.github.imgproxy4j.html;

/** What templates show in place of an image with bad input: an unknown preset, a source that is not allowed. */
public enum TemplateErrorMode {
    /** An error that names tag, attribute, value and rule; for development and tests. */
    FAIL,
    /**
     * The source as it is, where a browser can load it and it is allowed: an absolute http or https URL; nothing for
     * others and for encrypted sources. The error is logged.
     */
    ORIGINAL,
    /** Nothing. The error is logged. */
    OMIT
}
