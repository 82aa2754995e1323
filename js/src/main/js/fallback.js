// @ts-check
// The state is in the markup, shared with the inline handler; README.md has the table.
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

  // Errors do not bubble.
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
    // An SVG may have no natural width either; decode() knows.
    if (looksBroken(img)) img.decode().catch(() => installed.has(root) && looksBroken(img) && onError(img));
  }
}

function looksBroken(img) {
  // Images that wait or load are not complete; those without a URL are.
  return isOurs(img) && img.complete && !img.naturalWidth && !!img.currentSrc;
}

function isOurs(target) {
  return target.localName === 'img' && (target.hasAttribute(PROXY) || !!target.getAttribute(LAST));
}

function onError(img) {
  if (!isOurs(img)) return;
  // It would take the next step.
  if (img.getAttribute('onerror')?.includes('imgproxy')) img.removeAttribute('onerror');
  const src = img.getAttribute('src');
  const proxy = img.getAttribute(PROXY);
  const last = img.getAttribute(LAST);
  let source;
  if (proxy && proxy !== src) step(img, proxy, last, () => show(img, proxy, true));
  // Under way again: this failure is an old one.
  else if (!img.complete || retries.get(img)) return;
  else if (proxy !== null && last !== '' && !retries.has(img)) retry(img);
  // The next <source> may have a format that the proxy makes.
  else if ((source = failedSource(img))) step(img, src, last, () => source.removeAttribute('srcset'));
  else if (last) step(img, last, '', () => show(img, last, false));
  else fail(img);
}

function step(img, to, rest, go) {
  // Gone before anybody is asked, so that no step is made twice.
  img.removeAttribute(PROXY);
  img.removeAttribute(LAST);
  if (!announce(img, 'fallback', { from: img.currentSrc, to })) return;
  retries.delete(img);
  img.setAttribute(PROXY, '');
  if (rest !== null) img.setAttribute(LAST, rest);
  go();
}

function parts(img) {
  const parent = img.parentElement;
  return parent?.localName === 'picture' ? [...parent.children] : [img];
}

function failedSource(img) {
  const href = (url) => new URL(url, img.baseURI).href;
  return parts(img).find(
    (it) => it !== img && it.getAttribute('srcset')?.split(' ').some((url) => href(url) === href(img.currentSrc)),
  );
}

async function retry(img) {
  const from = img.currentSrc;
  retries.set(img, true);
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
  // The browser chooses when this script has ended: one request.
  for (const element of parts(img)) {
    const twin = withTwins && element.getAttribute(PROXY_SRCSET);
    element.removeAttribute(PROXY_SRCSET);
    // Without a twin it must go, or the browser chooses what has failed.
    if (twin) element.setAttribute('srcset', twin);
    else element.removeAttribute('srcset');
  }
  img.setAttribute('src', url);
}
