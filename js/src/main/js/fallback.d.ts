/** An image is about to move from the cache to the proxy. Cancelled: it stays, and is the page's own from then on. */
export interface FallbackDetail {
  /** The absolute URL that failed. */
  from: string;
  /** The proxy URL as written in the markup. */
  to: string;
}

/** The proxy has failed too (or the page offered nothing else); there is no further attempt. */
export interface FailureDetail {
  /** The absolute URL that failed. */
  from: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'imgproxy:fallback': CustomEvent<FallbackDetail>;
    'imgproxy:failure': CustomEvent<FailureDetail>;
  }
}

/**
 * Moves every `<img data-imgproxy-src>` below `root` that fails to load, with the `<source>` elements of its
 * `<picture>`, to its proxy URLs: at once those that failed before the call, later ones when they fail.
 *
 * @param root a document, a shadow root or an element (an image too); by default the document.
 *     Without one, as on a server, nothing happens.
 * @returns undoes the call; the same function for every call with the same root
 */
export function installFallback(root?: Document | ShadowRoot | Element | null): () => void;
