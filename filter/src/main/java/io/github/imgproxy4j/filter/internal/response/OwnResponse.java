package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.internal.text.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** A short response that the proxy makes itself: no image, and not from upstream. Not to be stored unless it says so. */
public final class OwnResponse {
    private final int status;
    private final String contentType;
    private final String body;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean cacheable;

    private OwnResponse(int status, String contentType, String body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        headers.put("Cache-Control", "no-store");
    }

    /** A response in JSON. */
    public static OwnResponse json(int status, JsonObject json) {
        return new OwnResponse(status, "application/json", json.toString());
    }

    /** Says in JSON what is wrong. */
    public static OwnResponse error(int status, String text) {
        return json(status, new JsonObject().text("error", text));
    }

    /** Adds a header field. */
    public OwnResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Lets caches keep it, and revalidate it by an entity tag. */
    public OwnResponse cacheable(String cacheControl) {
        headers.put("Cache-Control", cacheControl);
        cacheable = true;
        return this;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    String body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isCacheable() {
        return cacheable;
    }
}
