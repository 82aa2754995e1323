package io.github.imgproxy4j;

/**
 * The inline {@code onerror} handler: one constant for every picture of every page.
 *
 * <p>It moves the image and every {@code <source>} beside it to their proxy twins in one step, and empties
 * {@code data-imgproxy-src}: whoever finds it empty, this handler or the JavaScript module, knows that the one move is
 * made, so nothing can loop. A {@code srcset} without a twin is removed, or the browser would choose from it again. Because it reads the URLs from attributes it holds no value that would need escaping for
 * JavaScript, and one hash in the Content-Security-Policy allows it everywhere.
 */
public final class InlineFallback {
    /** The value of the {@code onerror} attribute. */
    public static final String SCRIPT = "this.onerror=null;(function(i,p,u){if(!u)return;i.dataset.imgproxySrc='';"
            + "(p&&p.nodeName=='PICTURE'?[].slice.call(p.children):[i]).forEach(function(e){"
            + "var s=e.dataset.imgproxySrcset;if(s){e.srcset=s;e.removeAttribute('data-imgproxy-srcset')}"
            + "else e.removeAttribute('srcset')});"
            + "i.src=u})(this,this.parentNode,this.dataset.imgproxySrc)";

    /**
     * The hash source for {@code script-src}, to be used together with {@code 'unsafe-hashes'} (CSP Level 3, section
     * 6.7.2).
     */
    public static final String CSP_HASH = "'sha256-VjYaOFs27tZlcMJQcslwox9vXQgdYGCc7g+Z5sCe/uc='";

    private InlineFallback() {}
}
