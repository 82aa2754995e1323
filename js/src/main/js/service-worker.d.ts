/**
 * To be called in a service worker: images that a page asks the proxy for come from the cache if they are there, else
 * from the proxy. For pages whose markup cannot be changed to ask the cache first.
 *
 * @param urls where the proxy is (by default `/img`), and the cache (by default the proxy's cache route); a cache of
 *     another origin has to allow this one by CORS
 */
export function cacheFirst(urls?: { proxyUrl?: string; cacheUrl?: string }): void;
