/** The URLs of one picture, made and signed by the server. */
export interface ImageJson {
  cached: string;
  /** The same as `cached` if there is no cache (`imgproxy.fallback=direct`): then there is nothing to fall back to. */
  proxy: string;
  srcset?: string | null;
  proxySrcset?: string | null;
  /** What to show when the proxy has failed as well. */
  last?: string | null;
  width?: number | null;
  height?: number | null;
  alt?: string | null;
}

/**
 * The attributes of the `<img>`, in the order in which they have to be set.
 *
 * @throws TypeError if the cached or the proxy URL is missing
 */
export function imageAttributes(json: ImageJson): Record<string, string>;

/**
 * Makes an `<img>` that falls back to the proxy, whether or not the fallback is installed on the document.
 *
 * @param attributes more attributes; they win over width, height and alt of the JSON, never over its URLs
 */
export function createImage(json: ImageJson, attributes?: Record<string, string | number>): HTMLImageElement;
