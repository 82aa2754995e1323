package io.github.imgproxy4j.html;

/**
 * The inline {@code onerror} handler: one constant for all images of all pages.
 *
 * <p>The first failure switches the image and every {@code <source>} beside it to their proxy URLs in one step, and
 * empties {@code data-imgproxy-src}. If it is empty already and the failed URL belongs to a {@code <source>}, the
 * handler removes the {@code srcset} of that source, and the browser tries the next one. A failure of the image's own
 * URL then shows only {@code data-imgproxy-last}, if present, and empties it. Each attribute is used once, by this
 * handler or by the JavaScript module, so nothing can loop. A {@code srcset} without a proxy {@code srcset} is removed,
 * or the browser would choose from it again.
 *
 * <p>It reads the URLs from attributes, so it contains no values that need escaping for JavaScript, and one hash in the
 * Content-Security-Policy allows it on all pages.
 */
public final class InlineFallback {
    /**
     * The value of the {@code onerror} attribute. In a handler, {@code URL} alone is the URL of the document. An image
     * that is loading again ({@code complete} is false) was already switched by the module for this failure.
     */
    public static final String SCRIPT = "(function(i,d,p,t,u){if(!i.complete||i.naturalWidth)return;"
            + "var a=p&&p.nodeName=='PICTURE'?[].slice.call(p.children):[i],"
            + "f=!t&&a.find(function(e){return e!=i&&e.srcset&&e.srcset.split(' ').some(function(v){"
            + "return new globalThis.URL(v,i.baseURI)==i.currentSrc})});"
            + "if(f)return f.removeAttribute('srcset');"
            + "if(t)d.imgproxySrc='';else if(u)d.imgproxyLast='';else return;"
            + "a.forEach(function(e){"
            + "var s=t&&e.dataset.imgproxySrcset;e.removeAttribute('data-imgproxy-srcset');"
            + "if(s)e.srcset=s;else e.removeAttribute('srcset')});"
            + "i.src=t||u})(this,this.dataset,this.parentNode,this.dataset.imgproxySrc,this.dataset.imgproxyLast)";

    /**
     * The hash source for {@code script-src}, to be used together with {@code 'unsafe-hashes'} (CSP Level 3, section
     * 6.7.2).
     */
    public static final String CSP_HASH = "'sha256-fWrYnt22F4O39F9c5NlYudmlW15gSarIIs5HQnaAL5w='";

    private InlineFallback() {}
}
