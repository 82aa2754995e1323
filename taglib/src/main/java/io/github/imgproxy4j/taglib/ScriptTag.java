package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.FallbackScript;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tag {@code <imgproxy:script>}: loads the JavaScript module that switches failed images to the proxy. */
public final class ScriptTag extends MarkupTag {
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** A tag without attributes. */
    public ScriptTag() {
        super("script");
    }

    /** The URL of the module's {@code auto.js}. */
    public void setSrc(@Nullable String url) {
        put("src", url);
    }

    /** The nonce of the page's Content-Security-Policy. */
    public void setNonce(@Nullable String nonce) {
        put("nonce", nonce);
    }

    @Override
    void putText(String attribute, String value) {
        attributes.put(attribute, value);
    }

    @Override
    void render(Imgproxy imgproxy) throws IOException {
        print(FallbackScript.of(imgproxy, scope(), attributes));
    }
}
