/**
 * The cache key that the server's default layout makes of a path: the MD5 of the canonical path with its signature.
 *
 * @param signedPath `/SIGNATURE/OPTIONS/SOURCE` in the spelling of the server; `/unsafe/…` where nothing is signed
 */
export function cacheKey(signedPath: string): string;

/**
 * The two URLs of a variant in a set-up without keys (`imgproxy.allow-unsigned`).
 *
 * @param path `/OPTIONS/SOURCE`, `/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw.webp`
 * @param proxyUrl by default `/img`
 * @param cacheUrl by default the cache route of the proxy
 */
export function unsignedUrls(path: string, proxyUrl?: string, cacheUrl?: string): { cached: string; proxy: string };
