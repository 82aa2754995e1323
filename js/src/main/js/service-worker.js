// @ts-check
import { cacheKey } from './cache-key.js';

/** @type {typeof import('./service-worker.js').cacheFirst} */
export function cacheFirst({ proxyUrl = '/img', cacheUrl = `${proxyUrl}/cache` } = {}) {
  const proxy = new URL(proxyUrl, self.location.href).href;
  const cache = new URL(cacheUrl, self.location.href).href;
  self.addEventListener('fetch', (/** @type {any} */ event) => {
    const { method, url } = event.request;
    if (method !== 'GET' || !url.startsWith(`${proxy}/`) || url.startsWith(`${cache}/`)) return;
    const path = url.slice(proxy.length).replace(/[?#].*/, '');
    // /SIGNATURE/OPTIONS/SOURCE: cache, health and urls have fewer parts.
    if (path.split('/').length > 3) event.respondWith(answer(`${cache}/${cacheKey(path)}`, event.request));
  });
}

async function answer(cached, clientRequest) {
  // An answer that cannot be read, from another origin without CORS, could be a 404: it is treated as a miss.
  const hit = await fetch(cached, { mode: 'cors', signal: clientRequest.signal }).catch(() => null);
  return hit?.ok ? hit : fetch(clientRequest);
}
