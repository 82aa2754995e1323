// @ts-check
import { installFallback } from './fallback.js';

/** @type {typeof import('./image.js').imageAttributes} */
export function imageAttributes(json) {
  for (const name of /** @type {const} */ (['cached', 'proxy'])) {
    if (typeof json[name] !== 'string' || !json[name]) {
      throw new TypeError(`imgproxy4j: "${name}" must be a URL, but is ${JSON.stringify(json[name])}`);
    }
  }
  // Without a cache (imgproxy.fallback=direct) both URLs are one, and there is nothing to fall back to.
  const direct = json.proxy === json.cached;
  // The proxy URLs come first: from src on the browser loads, and may fail. Absent is left out, zero and '' are not.
  return Object.fromEntries(
    Object.entries({
      'data-imgproxy-src': direct ? null : json.proxy,
      'data-imgproxy-srcset': direct ? null : json.proxySrcset,
      'data-imgproxy-last': json.last,
      width: json.width,
      height: json.height,
      alt: json.alt,
      srcset: json.srcset,
      src: json.cached,
    })
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  );
}

/** @type {typeof import('./image.js').createImage} */
export function createImage(json, attributes = {}) {
  // What steers the loading (sizes, loading, crossorigin) stands before the URLs, and no attribute replaces those.
  const { width, height, alt, ...urls } = imageAttributes(json);
  const img = document.createElement('img');
  for (const [name, value] of Object.entries({ width, height, alt, ...attributes, ...urls })) {
    if (value !== undefined && value !== null) img.setAttribute(name, String(value));
  }
  // It may fail before it is put into the page, where no listener but its own can hear it.
  installFallback(img);
  return img;
}
