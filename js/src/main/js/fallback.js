// @ts-check

// The state of an image is this attribute. A URL: one move is left. Empty: moved, the next failure is final. Absent:
// not ours. Kept in the markup, it is shared with the inline handler and survives cloneNode and the back/forward cache.
const PROXY = 'data-imgproxy-src';
const PROXY_SRCSET = 'data-imgproxy-srcset';

/** @type {WeakMap<Node, () => void>} */
const installed = new WeakMap();

/** @type {typeof import('./fallback.js').installFallback} */
export function installFallback(root = globalThis.document) {
  if (!root) return () => {};
  const earlier = installed.get(root);
  if (earlier) return earlier;

  // An error event does not bubble, but it can be captured on its way down.
  const listener = (/** @type {Event} */ event) => onError(/** @type {Element} */ (event.target));
  const uninstall = () => {
    root.removeEventListener('error', listener, true);
    installed.delete(root);
  };
  root.addEventListener('error', listener, true);
  installed.set(root, uninstall);

  for (const img of [root, ...root.querySelectorAll('img')]) {
    // An SVG without a size of its own has no natural width either; decode() fails only for a picture that is broken.
    if (looksBroken(img)) img.decode().catch(() => installed.has(root) && looksBroken(img) && onError(img));
  }
  return uninstall;
}

/** @param {any} img @returns {img is HTMLImageElement} */
function looksBroken(img) {
  // Lazy images that wait for their turn and images under way are not complete; those without any URL are.
  return isOurs(img) && img.complete && !img.naturalWidth && !!img.currentSrc;
}

/** @param {any} target @returns {target is HTMLImageElement} */
function isOurs(target) {
  return target.localName === 'img' && target.hasAttribute(PROXY);
}

/** @param {Element} img */
function onError(img) {
  if (!isOurs(img)) return;
  const from = img.currentSrc;
  const to = img.getAttribute(PROXY);
  if (to && to !== img.getAttribute('src')) {
    // Given up before anybody is asked: whatever the page does now, there is no second move.
    img.removeAttribute(PROXY);
    if (announce(img, 'fallback', { from, to })) move(img, to);
  } else if (img.complete) {
    // An image that is under way again has left the failure behind which this event tells of.
    img.removeAttribute(PROXY);
    announce(img, 'failure', { from });
  }
}

/** @param {Element} img @param {string} name @param {object} detail @returns {boolean} false: the page cancelled it */
function announce(img, name, detail) {
  return img.dispatchEvent(new CustomEvent('imgproxy:' + name, { bubbles: true, cancelable: true, detail }));
}

/** @param {HTMLImageElement} img @param {string} proxy */
function move(img, proxy) {
  // The browser chooses anew when this script has ended: all the changes together make one request.
  const parent = img.parentElement;
  for (const element of parent && parent.localName === 'picture' ? parent.children : [img]) moveSrcset(element);
  img.setAttribute(PROXY, '');
  img.setAttribute('src', proxy);
}

/** @param {Element} element */
function moveSrcset(element) {
  const twin = element.getAttribute(PROXY_SRCSET);
  element.removeAttribute(PROXY_SRCSET);
  // Without a twin the candidates must go, or the browser would choose the one that has just failed.
  if (twin) element.setAttribute('srcset', twin);
  else element.removeAttribute('srcset');
}
