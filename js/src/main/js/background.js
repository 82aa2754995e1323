// @ts-check
import { announce } from './fallback.js';

const CACHED = 'data-imgproxy-cached';
const PROXY = 'data-imgproxy-background';
const LAST = 'data-imgproxy-last';
const PROPERTY = 'data-imgproxy-property';
const CANDIDATE = /url\("((?:[^"\\]|\\.)*)"\)(?: type\([^)]*\))?(?: ([\d.]+)(?:x|dppx))?/g;

// The proxy value for which an element is looked after already.
const followed = new WeakMap();

/** @type {typeof import('./background.js').installBackgrounds} */
export function installBackgrounds(root = globalThis.document) {
  if (!root) return () => {};
  // No event tells of an element that comes, or of a background that fails.
  const observer = new MutationObserver(() => sweep(root));
  observer.observe(root, { subtree: true, childList: true, attributeFilter: [PROXY, 'class', 'style'] });
  sweep(root);
  return () => observer.disconnect();
}

function sweep(root) {
  for (const element of root.querySelectorAll(`[${PROXY}]:not([${PROXY}=""])`)) {
    if (followed.get(element) !== element.getAttribute(PROXY)) follow(element);
  }
}

async function follow(element) {
  const property = element.getAttribute(PROPERTY) ?? 'background-image';
  const proxy = element.getAttribute(PROXY);
  const cached = element.getAttribute(CACHED);
  const shown = cssImage(cached ?? getComputedStyle(element).getPropertyValue(property));
  // Nothing to ask for yet; a class or a style may change that.
  if (!shown.includes('url(')) return;
  followed.set(element, proxy);
  let from = await broken(shown);
  if (element.getAttribute(PROXY) !== proxy) return;
  if (!from) {
    if (cached) element.style.setProperty(property, shown);
    return;
  }
  // Given up before anybody is asked, as with images.
  const last = element.getAttribute(LAST);
  element.setAttribute(PROXY, '');
  element.removeAttribute(LAST);
  for (const to of [proxy, last]) {
    if (!to) continue;
    if (!announce(element, 'fallback', { from, to })) return;
    element.style.setProperty(property, cssImage(to));
    from = await broken(cssImage(to));
    if (!from) return;
  }
  announce(element, 'failure', { from });
}

/** A URL or a CSS image in the one spelling that the browser writes. */
function cssImage(value) {
  const { style } = document.createElement('i');
  style.backgroundImage = /^\s*(none\s*)?$|\(/.test(value) ? value : `url(${JSON.stringify(value)})`;
  return style.backgroundImage;
}

/** The URL that does not load, if any; of an image-set only the one that the browser would choose. */
async function broken(value) {
  const candidates = [...value.matchAll(CANDIDATE)].map(([, url, density]) => url.replace(/\\(.)/g, '$1') + ` ${density ?? 1}x`);
  const srcsets = value.includes('image-set(') ? [candidates.join(', ')] : candidates;
  return (await Promise.all(srcsets.map(failed))).find(Boolean);
}

function failed(srcset) {
  return new Promise((resolve) => {
    const img = new Image();
    img.onload = () => resolve(undefined);
    img.onerror = () => resolve(img.currentSrc || srcset);
    img.srcset = srcset;
  });
}
