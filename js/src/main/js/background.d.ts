/**
 * Looks after every element below `root` with `data-imgproxy-background`, also those that come later: where its
 * background does not load, the element gets the proxy's.
 *
 * @param root by default the document; without one, as on a server, nothing happens
 * @returns ends it; what is under way is still brought to its end
 */
export function installBackgrounds(root?: Document | ShadowRoot | Element | null): () => void;
