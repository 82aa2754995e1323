/** An image or a background is about to move. Cancelled: it stays, and is the page's own from then on. */
export interface FallbackDetail {
  /** The absolute URL that failed. */
  from: string;
  /** What comes next, as written in the markup: the proxy URL of the image, whichever `<source>` it is, then the last one. */
  to: string;
}

/** All that the markup offers has failed. Cancelled: no placeholder is shown. There is no further attempt. */
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
 * Looks after every `<img>` below `root` with `data-imgproxy-src` or `data-imgproxy-last`: one that fails to load moves,
 * with the `<source>` elements of its `<picture>`, to its proxy URLs, there from one `<source>` to the next, then to its
 * last URL, then to the placeholder.
 * Those that failed before the call move at once.
 *
 * @param root a document, a shadow root or an element (an image too); by default the document.
 *     Without one, as on a server, nothing happens.
 * @returns undoes the call; the same function for every call with the same root
 */
export function installFallback(root?: Document | ShadowRoot | Element | null): () => void;

/** @internal Dispatches a cancelable event that bubbles; false if the page cancelled it. */
export function announce(target: Element, name: 'fallback' | 'failure', detail: FallbackDetail | FailureDetail): boolean;
