package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.template.FallbackScript;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tag {@code <imgproxy:script>}: loads the JavaScript module that moves failed images. */
public final class ScriptTag extends MarkupTag {
    /** A tag without attributes. */
    public ScriptTag() {
        super("script");
    }

    /** Where the module's {@code auto.js} is. */
    public void setSrc(@Nullable String url) {
        put("src", url);
    }

    /** The nonce of the page's Content-Security-Policy. */
    public void setNonce(@Nullable String nonce) {
        put("nonce", nonce);
    }

    @Override
    void render(Imgproxy imgproxy) throws IOException {
        print(FallbackScript.of(imgproxy, scope(), attributes()));
    }
}
