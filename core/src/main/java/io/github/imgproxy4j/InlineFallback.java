package io.github.imgproxy4j;

/**
 * The inline {@code onerror} handler: one constant for every picture of every page.
 *
 * <p>It moves the image and every {@code <source>} beside it to their proxy twins in one step. It removes itself first,
 * so it cannot loop. Because it reads the URLs from attributes it holds no value that would need escaping for
 * JavaScript, and one hash in the Content-Security-Policy allows it everywhere.
 */
public final class InlineFallback {
    /** The value of the {@code onerror} attribute. */
    public static final String SCRIPT =
            "this.onerror=null;(function(i,p){(p&&p.nodeName=='PICTURE'?[].slice.call(p.children):[i])"
                    + ".forEach(function(e){var d=e.dataset;"
                    + "if(d.imgproxySrcset)e.srcset=d.imgproxySrcset;"
                    + "if(d.imgproxySrc)e.src=d.imgproxySrc})})(this,this.parentNode)";

    /**
     * The hash source for {@code script-src}, to be used together with {@code 'unsafe-hashes'} (CSP Level 3, section
     * 6.7.2).
     */
    public static final String CSP_HASH = "'sha256-QhSboQhlQGrTfxNO+hBH88G0C1hr4Dc0QBM0cgwQ3zw='";

    private InlineFallback() {}
}
