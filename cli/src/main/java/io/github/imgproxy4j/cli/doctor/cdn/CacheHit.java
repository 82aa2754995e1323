package io.github.imgproxy4j.cli.doctor.cdn;

import io.github.imgproxy4j.cli.doctor.Response;
import java.util.List;
import java.util.Locale;

/** What a cache reports about the origin of a response. */
enum CacheHit {
    HIT,
    MISS,
    SILENT;

    private static final List<String> HEADERS =
            List.of("CF-Cache-Status", "Cache-Status", "X-Cache-Status", "X-Cache", "X-Proxy-Cache", "X-Vercel-Cache");

    static CacheHit of(Response response) {
        for (String name : HEADERS) {
            String value = response.header(name).toLowerCase(Locale.ROOT);
            if (value.contains("hit") && !value.contains("hit=0")) {
                return HIT;
            }
            if (value.matches("(?s).*(miss|expired|bypass|dynamic|fwd=).*")) {
                return MISS;
            }
        }
        return response.header("Age").matches("[1-9]\\d*") ? HIT : SILENT;
    }
}
