package io.github.imgproxy4j.filter.internal.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How soon a client wants its response (RFC 9218). Only one of the eight urgencies makes a difference here. */
public final class Urgency {
    /** The request header. */
    public static final String HEADER = "Priority";

    /** The value of a request that no visitor waits for: warming. No browser sends it for images. */
    public static final String BACKGROUND = "u=7";

    private Urgency() {}

    /** Whether the last urgency in the header is 7, "reserved for background tasks" (section 4.1). */
    public static boolean isBackground(@Nullable String priority) {
        String last = "";
        for (String member : priority == null ? List.<String>of() : List.of(priority.split(",", -1))) {
            String item = member.strip();
            if (item.equals("u") || item.startsWith("u=")) {
                last = item;
            }
        }
        return last.equals(BACKGROUND) || last.startsWith(BACKGROUND + ";");
    }
}
