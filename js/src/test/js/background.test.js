import assert from 'node:assert/strict';
import test from 'node:test';
import { installBackgrounds } from '../../main/js/background.js';
import { FakeElement, page, settled } from './fake-dom.js';

let broken;
let requests;
let mutated;

class FakeStyle {
  #values = new Map();

  /** Like a browser, which writes all URLs in one way. */
  set backgroundImage(value) {
    this.setProperty('background-image', value.replace(/url\(["']?(.*?)["']?\)/g, 'url("$1")'));
  }

  get backgroundImage() {
    return this.getPropertyValue('background-image');
  }

  setProperty(name, value) {
    this.#values.set(name, value);
  }

  getPropertyValue(name) {
    return this.#values.get(name) ?? '';
  }
}

test.beforeEach(() => {
  [broken, requests] = [new Set(), []];
  globalThis.Image = class {
    set srcset(srcset) {
      // The browser has density 2 and takes what comes closest.
      const candidates = srcset.split(', ').map((candidate) => candidate.split(' '));
      const [url] = candidates.find(([, density]) => parseFloat(density) >= 2) ?? candidates.at(-1);
      requests.push(url);
      this.currentSrc = url;
      queueMicrotask(() => (broken.has(url) ? this.onerror() : this.onload()));
    }
  };
  globalThis.MutationObserver = class {
    constructor(callback) {
      mutated = callback;
    }
    observe() {}
    disconnect() {
      mutated = () => {};
    }
  };
  globalThis.getComputedStyle = (element) => element.style;
  globalThis.document = { createElement: () => ({ style: new FakeStyle() }) };
});
test.afterEach(() => {
  for (const name of ['Image', 'MutationObserver', 'getComputedStyle', 'document']) delete globalThis[name];
});

function box(attributes, background = '') {
  const element = new FakeElement('div', attributes);
  element.style = new FakeStyle();
  if (background) element.style.backgroundImage = background;
  return element;
}

/** Selects what the module selects: elements that have not moved yet. */
function document(...elements) {
  const made = page(...elements);
  made.document.querySelectorAll = () => made.document.children.filter((it) => it.getAttribute('data-imgproxy-background'));
  return made;
}

const MARKED = { 'data-imgproxy-background': '/img/1' };

test('a background that loads stays', async () => {
  const element = box(MARKED, 'url(/cache/1)');
  installBackgrounds(document(element).document);
  await settled();

  assert.equal(element.style.backgroundImage, 'url("/cache/1")');
  assert.equal(element.getAttribute('data-imgproxy-background'), '/img/1');
});

test('a background that does not load moves to the proxy, then to the last URL, and there it ends', async () => {
  broken = new Set(['/cache/1', '/img/1', '/original']);
  const element = box({ ...MARKED, 'data-imgproxy-last': '/original' }, 'url(/cache/1)');
  const { document: root, events } = document(element);
  installBackgrounds(root);
  await settled();
  mutated();
  await settled();

  assert.deepEqual(requests, ['/cache/1', '/img/1', '/original']);
  assert.equal(element.style.getPropertyValue('background-image'), 'url("/original")');
  assert.equal(element.getAttribute('data-imgproxy-background'), '');
  assert.deepEqual(events.map(([type, detail]) => [type, detail.from]), [
    ['imgproxy:fallback', '/cache/1'],
    ['imgproxy:fallback', '/img/1'],
    ['imgproxy:failure', '/original'],
  ]);
});

test('a cached URL in the markup is shown when it has loaded, and asked for once', async () => {
  broken.add('/cache/2');
  const [there, missing] = ['1', '2'].map((n) =>
    box({ 'data-imgproxy-cached': `/cache/${n}`, 'data-imgproxy-background': `/img/${n}` }));
  installBackgrounds(document(there, missing).document);
  await settled();

  assert.equal(there.style.getPropertyValue('background-image'), 'url("/cache/1")');
  assert.equal(missing.style.getPropertyValue('background-image'), 'url("/img/2")');
  assert.deepEqual(requests.sort(), ['/cache/1', '/cache/2', '/img/2']);
});

test('of an image-set only the candidate that the browser chooses is asked for', async () => {
  broken.add('/cache/2');
  const element = box(
    { 'data-imgproxy-background': 'image-set(url("/img/1") 1x, url("/img/2") 2x)' },
    'image-set(url("/cache/1") 1x, url("/cache/2") type("image/webp") 2x)',
  );
  installBackgrounds(document(element).document);
  await settled();

  assert.deepEqual(requests, ['/cache/2', '/img/2']);
  assert.equal(element.style.backgroundImage, 'image-set(url("/img/1") 1x, url("/img/2") 2x)');
});

test('one broken layer of several is enough', async () => {
  broken.add('/cache/2');
  const element = box({ 'data-imgproxy-background': 'url("/img/1"), url("/img/2")' }, 'url("/cache/1"), url("/cache/2")');
  installBackgrounds(document(element).document);
  await settled();

  assert.equal(element.style.backgroundImage, 'url("/img/1"), url("/img/2")');
});

test('a custom property can carry the background instead', async () => {
  broken.add('/cache/1');
  const element = box({ ...MARKED, 'data-imgproxy-property': '--hero' });
  element.style.setProperty('--hero', 'url("/cache/1")');
  installBackgrounds(document(element).document);
  await settled();

  assert.equal(element.style.getPropertyValue('--hero'), 'url("/img/1")');
});

test('an element that comes later, or whose background comes later, is looked after', async () => {
  broken.add('/cache/1');
  const { document: root } = document();
  const uninstall = installBackgrounds(root);
  const element = box(MARKED, 'none');
  root.append(element);
  mutated();
  await settled();
  assert.deepEqual(requests, []);

  element.style.backgroundImage = 'url(/cache/1)';
  mutated();
  await settled();
  assert.equal(element.style.backgroundImage, 'url("/img/1")');

  uninstall();
  root.append(box(MARKED, 'url(/cache/9)'));
  mutated();
  assert.equal(requests.includes('/cache/9'), false);
});

test('a cancelled fallback leaves the element to the page for good', async () => {
  broken.add('/cache/1');
  const element = box({ ...MARKED, 'data-imgproxy-last': '/original' }, 'url(/cache/1)');
  const { document: root } = document(element);
  root.addEventListener('imgproxy:fallback', (event) => event.preventDefault());
  installBackgrounds(root);
  await settled();
  mutated();
  await settled();

  assert.deepEqual(requests, ['/cache/1']);
  assert.equal(element.style.backgroundImage, 'url("/cache/1")');
});
