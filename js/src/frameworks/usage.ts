// Compiled, never run: what the types promise to whoever uses the package, and what they refuse.
import { createImage, createLoader, fetchImages, imageAttributes, installBackgrounds, installFallback } from 'imgproxy4j';
import type { FetchedImage, ImageJson } from 'imgproxy4j';
import { cacheKey, unsignedUrls } from 'imgproxy4j/cache-key';
import { cacheFirst } from 'imgproxy4j/service-worker';

const uninstall: () => void = installFallback(document.body);
installFallback();
installBackgrounds(null);
uninstall();

document.addEventListener('imgproxy:fallback', ({ detail }) => detail.to.length + detail.from.length);
document.addEventListener('imgproxy:failure', ({ detail }) => {
  // @ts-expect-error nothing comes after a failure
  detail.to;
});

const json: ImageJson = { cached: '/c', proxy: '/p', srcset: null };
const attributes: Record<string, string> = imageAttributes(json);
const img: HTMLImageElement = createImage(json, { loading: 'lazy', tabindex: 0 });
// @ts-expect-error the proxy URL is needed
imageAttributes({ cached: '/c' });

const images: FetchedImage[] = await fetchImages('card', ['a.jpg'], { signal: new AbortController().signal });
const url: string = createLoader(images)({ src: 'a.jpg', width: 640 });
// @ts-expect-error a list of sources
await fetchImages('card', 'a.jpg');

const key: string = cacheKey('/unsafe/w:1/a');
unsignedUrls('/w:1/a', '/img').cached.concat(key, url, img.src, attributes.src);
cacheFirst({ cacheUrl: '/cache' });
