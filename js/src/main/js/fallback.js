// @ts-check
// The state of an image is in its markup, shared with the inline handler; README.md has the table.
const PROXY = 'data-imgproxy-src';
const PROXY_SRCSET = 'data-imgproxy-srcset';
const LAST = 'data-imgproxy-last';
const PLACEHOLDER = 'data-imgproxy-placeholder';

const installed = new WeakMap();

// True: the one retry is under way. False: it is over.
const retries = new WeakMap();

/** @type {typeof import('./fallback.js').installFallback} */
export function installFallback(root = globalThis.document) {
  if (!root) return () => {};
  const earlier = installed.get(root);
  if (earlier) return earlier;

  // An error event does not bubble, but it can be captured on its way down.
  const onErrorEvent = (event) => onError(event.target);
  const onReturn = (event) => event.persisted && sweep(root);
  const view = (root.ownerDocument ?? root).defaultView;
  const uninstall = () => {
    root.removeEventListener('error', onErrorEvent, true);
    view?.removeEventListener('pageshow', onReturn);
    installed.delete(root);
  };
  root.addEventListener('error', onErrorEvent, true);
  view?.addEventListener('pageshow', onReturn);
  installed.set(root, uninstall);
  sweep(root);
  return uninstall;
}

function sweep(root) {
  for (const img of [root, ...root.querySelectorAll('img')]) {
    // An SVG without a size of its own has no natural width either; decode() fails only for a picture that is broken.
    if (looksBroken(img)) img.decode().catch(() => installed.has(root) && looksBroken(img) && onError(img));
  }
}

function looksBroken(img) {
  // Lazy images that wait for their turn and images under way are not complete; those without any URL are.
  return isOurs(img) && img.complete && !img.naturalWidth && !!img.currentSrc;
}

function isOurs(target) {
  return target.localName === 'img' && (target.hasAttribute(PROXY) || !!target.getAttribute(LAST));
}

function onError(img) {
  if (!isOurs(img)) return;
  // The inline handler would take the next step for the same failure.
  if (img.getAttribute('onerror')?.includes('imgproxy')) img.removeAttribute('onerror');
  const proxy = img.getAttribute(PROXY);
  const last = img.getAttribute(LAST);
  if (proxy && proxy !== img.getAttribute('src')) move(img, proxy, last, true);
  // An image that is under way again, or about to be, has left behind the failure that this event tells of.
  else if (!img.complete || retries.get(img)) return;
  else if (proxy !== null && last !== '' && !retries.has(img)) retry(img);
  else if (last) move(img, last, '', false);
  else fail(img);
}

function move(img, to, rest, toProxy) {
  // Given up before anybody is asked: whatever the page does now, no step is made twice.
  img.removeAttribute(PROXY);
  img.removeAttribute(LAST);
  if (!announce(img, 'fallback', { from: img.currentSrc, to })) return;
  if (toProxy) retries.delete(img);
  img.setAttribute(PROXY, '');
  if (rest !== null) img.setAttribute(LAST, rest);
  show(img, to, toProxy);
}

async function retry(img) {
  const from = img.currentSrc;
  retries.set(img, true);
  // Rarely needed.
  const again = await import('./retry.js').then((retry) => retry.pauseBeforeRetry(from)).catch(() => false);
  retries.set(img, false);
  if (!looksBroken(img)) return;
  if (again && img.currentSrc === from) img.setAttribute('src', img.getAttribute('src') ?? '');
  else onError(img);
}

function fail(img) {
  const from = img.currentSrc;
  const placeholder = img.closest(`[${PLACEHOLDER}]`)?.getAttribute(PLACEHOLDER);
  img.removeAttribute(PROXY);
  if (announce(img, 'failure', { from }) && placeholder) show(img, placeholder, false);
}

export function announce(target, name, detail) {
  return target.dispatchEvent(new CustomEvent(`imgproxy:${name}`, { bubbles: true, cancelable: true, detail }));
}

function show(img, url, withTwins) {
  // The browser chooses anew when this script has ended: all the changes together make one request.
  const parent = img.parentElement;
  for (const element of parent?.localName === 'picture' ? parent.children : [img]) {
    const twin = withTwins && element.getAttribute(PROXY_SRCSET);
    element.removeAttribute(PROXY_SRCSET);
    // Without a twin the candidates must go, or the browser would choose the one that has just failed.
    if (twin) element.setAttribute('srcset', twin);
    else element.removeAttribute('srcset');
  }
  img.setAttribute('src', url);
}
