package io.github.imgproxy4j.filter.internal.http;

import java.util.regex.Pattern;

/** Values of header fields as they may be passed on (RFC 9110, section 5.5). Stateless. */
public final class FieldValue {
    private static final Pattern UNSAFE = Pattern.compile("[^\\x20-\\x7E]");

    private FieldValue() {}

    /** A value of upstream without characters that some client reads differently. */
    public static String sanitised(String upstreamValue) {
        return UNSAFE.matcher(upstreamValue).replaceAll("_");
    }
}
