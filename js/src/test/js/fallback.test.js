import assert from 'node:assert/strict';
import test from 'node:test';
import { installFallback } from '../../main/js/fallback.js';
import '../../main/js/retry.js'; // Loaded on demand: here it is there already, so that a test need not wait for the disk.
import { FakeElement, FakeImage, page, settled } from './fake-dom.js';

const image = (more = {}) => new FakeImage({ src: '/cache/1', 'data-imgproxy-src': '/img/1', ...more });

test('an image that fails moves to the proxy with one request', async () => {
  const img = image({ srcset: '/cache/1 1x, /cache/2 2x', 'data-imgproxy-srcset': '/img/1 1x, /img/2 2x' });
  const { document, events } = page(img);
  installFallback(document);

  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
  assert.equal(img.getAttribute('srcset'), '/img/1 1x, /img/2 2x');
  assert.equal(img.getAttribute('src'), '/img/1');
  assert.deepEqual(events, [['imgproxy:fallback', { from: '/cache/1', to: '/img/1' }]]);
});

test('every source of the picture moves in the same step', async () => {
  const avif = new FakeElement('source', { srcset: '/cache/a', 'data-imgproxy-srcset': '/img/a', type: 'image/avif' });
  const webp = new FakeElement('source', { srcset: '/cache/w', 'data-imgproxy-srcset': '/img/w', type: 'image/webp' });
  const img = image();
  const { document, events } = page(new FakeElement('picture', {}, avif, webp, img));
  installFallback(document);

  await img.fails();

  assert.equal(avif.getAttribute('srcset'), '/img/a');
  assert.equal(webp.getAttribute('srcset'), '/img/w');
  assert.equal(img.getAttribute('src'), '/img/1');
  assert.deepEqual(img.requests, ['/cache/a', '/img/a']);
  assert.deepEqual(events, [['imgproxy:fallback', { from: '/cache/a', to: '/img/1' }]]);
});

test('the neighbours of an image outside a picture stay', async () => {
  const [img, neighbour] = [image(), image({ srcset: '/cache/1 1x', 'data-imgproxy-srcset': '/img/1 1x' })];
  const { document } = page(new FakeElement('p', {}, img, neighbour));
  installFallback(document);

  await img.fails();

  assert.equal(neighbour.getAttribute('srcset'), '/cache/1 1x');
});

test('candidates without a twin do not stand in the way of the proxy', async () => {
  const source = new FakeElement('source', { srcset: '/elsewhere/a' });
  const img = image({ srcset: '/cache/1 1x' });
  const { document } = page(new FakeElement('picture', {}, source, img));
  installFallback(document);

  await img.fails();

  assert.deepEqual(img.requests, ['/elsewhere/a', '/img/1']);
});

test('a failure of the proxy is final and told once', async () => {
  const img = image();
  const { document, events } = page(img);
  installFallback(document);

  await img.fails();
  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
  assert.deepEqual(events.at(-1), ['imgproxy:failure', { from: '/img/1' }]);
  assert.equal(events.length, 2);
});

test('after cache and proxy comes the last URL, alone, and then nothing', async () => {
  const source = new FakeElement('source', { srcset: '/cache/a', 'data-imgproxy-srcset': '/img/a' });
  const img = image({ srcset: '/cache/1 1x', 'data-imgproxy-srcset': '/img/1 1x', 'data-imgproxy-last': '/original' });
  const { document, events } = page(new FakeElement('picture', {}, source, img));
  installFallback(document);

  for (let failure = 0; failure < 5; failure++) await img.fails();

  assert.deepEqual(img.requests, ['/cache/a', '/img/a', '/img/1', '/original']);
  assert.equal(img.getAttribute('data-imgproxy-last'), '');
  assert.deepEqual([source, img].map((element) => element.hasAttribute('srcset')), [false, false]);
  assert.deepEqual(events, [
    ['imgproxy:fallback', { from: '/cache/a', to: '/img/1' }],
    ['imgproxy:fallback', { from: '/img/a', to: '/img/1' }],
    ['imgproxy:fallback', { from: '/img/1', to: '/original' }],
    ['imgproxy:failure', { from: '/original' }],
  ]);
});

const source = (name, more = {}) =>
  new FakeElement('source', { srcset: `/cache/${name}`, 'data-imgproxy-srcset': `/img/${name}`, ...more });

test('a format that the proxy cannot make leaves the picture to the next one', async () => {
  const dense = { srcset: '/cache/a 1x, /cache/a2 2x', 'data-imgproxy-srcset': '/img/a 1x, /img/a2 2x' };
  const [avif, webp, img] = [source('a', dense), source('w'), image({ 'data-imgproxy-last': '/original' })];
  const { document, events } = page(new FakeElement('picture', {}, avif, webp, img));
  installFallback(document);

  await img.fails();
  await img.fails();
  await img.loads(1);

  assert.deepEqual(img.requests, ['/cache/a', '/img/a', '/img/w']);
  assert.equal(avif.hasAttribute('srcset'), false);
  assert.equal(webp.getAttribute('srcset'), '/img/w');
  assert.equal(img.getAttribute('data-imgproxy-last'), '/original', 'not needed yet');
  assert.deepEqual(events.at(-1), ['imgproxy:fallback', { from: '/img/a', to: '/img/1' }]);
});

test('a proxy that can make no format is asked for each once, then comes the last URL', async () => {
  const img = image({ 'data-imgproxy-last': '/original' });
  const { document, events } = page(new FakeElement('picture', {}, source('a'), source('w'), img));
  installFallback(document);

  for (let failure = 0; failure < 9; failure++) await img.fails();

  assert.deepEqual(img.requests, ['/cache/a', '/img/a', '/img/w', '/img/1', '/original']);
  assert.deepEqual(events.at(-1), ['imgproxy:failure', { from: '/original' }]);
  assert.equal(events.length, 5);
});

test('a page that prevents the step to the next format has the picture for itself', async () => {
  const [avif, img] = [source('a'), image({ 'data-imgproxy-last': '/original' })];
  const { document } = page(new FakeElement('picture', {}, avif, img));
  installFallback(document);
  await img.fails();
  document.addEventListener('imgproxy:fallback', (event) => event.preventDefault());

  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/a', '/img/a']);
});

test('a picture that the inline handler has moved goes on to the next format', async () => {
  const img = image({ src: '/img/1', 'data-imgproxy-src': '' });
  const picture = new FakeElement('picture', {}, new FakeElement('source', { srcset: '/img/a 1x' }), img);
  installFallback(page(picture).document);

  await img.fails();

  assert.deepEqual(img.requests, ['/img/a', '/img/1']);
});

test('an image with nothing but a last URL is looked after too', async () => {
  const img = new FakeImage({ src: '/img/1', 'data-imgproxy-last': '/original' });
  const { document } = page(img);
  installFallback(document);

  for (let failure = 0; failure < 3; failure++) await img.fails();

  assert.deepEqual(img.requests, ['/img/1', '/original']);
});

test('a cancelled fallback takes the last URL with it', async () => {
  const img = image({ 'data-imgproxy-last': '/original' });
  const { document } = page(img);
  installFallback(document);
  document.addEventListener('imgproxy:fallback', (event) => event.preventDefault());

  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1']);
});

test('when everything has failed the nearest placeholder is shown, once, and the page may prevent it', async () => {
  const [shown, prevented] = [image(), image()];
  const { document } = page(new FakeElement('main', { 'data-imgproxy-placeholder': '/near' }, shown, prevented));
  document.setAttribute('data-imgproxy-placeholder', '/far');
  document.addEventListener('imgproxy:failure', (event) => event.target === prevented && event.preventDefault());
  installFallback(document);

  for (const img of [shown, prevented]) for (let failure = 0; failure < 4; failure++) await img.fails();

  assert.deepEqual(shown.requests, ['/cache/1', '/img/1', '/near']);
  assert.deepEqual(prevented.requests, ['/cache/1', '/img/1']);
});

test('an inline handler beside the module does not take a second step for one failure', async () => {
  const img = image({ 'data-imgproxy-last': '/original', onerror: 'this.dataset.imgproxySrc…' });
  const own = image({ onerror: 'count()' });
  installFallback(page(img, own).document);

  await img.fails();
  await own.fails();

  assert.equal(img.hasAttribute('onerror'), false);
  assert.equal(own.getAttribute('onerror'), 'count()');
});

test('a page that comes back from the back/forward cache is looked through again', async () => {
  const img = image();
  const { document } = page(img);
  const uninstall = installFallback(document);
  await settled();
  img.breaks();
  const pageshow = (persisted) => Object.assign(new Event('pageshow'), { persisted });

  document.defaultView.dispatchEvent(pageshow(false));
  await settled();
  assert.deepEqual(img.requests, ['/cache/1']);

  document.defaultView.dispatchEvent(pageshow(true));
  await settled();
  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);

  uninstall();
  assert.deepEqual(document.defaultView.listeners, []);
});

test('an image that comes later, in whatever element, is heard as well', async () => {
  const { document } = page();
  installFallback(document);
  const img = image();
  document.append(new FakeElement('section', {}, new FakeElement('p', {}, img)));

  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
});

test('a page that shows its own placeholder on failure starts no loop', async () => {
  const img = image();
  const { document, events } = page(img);
  installFallback(document);
  document.addEventListener('imgproxy:failure', () => img.setAttribute('src', '/placeholder'));

  await img.fails();
  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1', '/placeholder']);
  assert.equal(events.length, 2);
});

test('a cancelled fallback leaves the image to the page for good', async () => {
  const img = image();
  const { document, events } = page(img);
  installFallback(document);
  installFallback(img);
  document.addEventListener('imgproxy:fallback', (event) => event.preventDefault());

  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1']);
  assert.equal(events.length, 1);
});

test('an image that the page gives new URLs has a new move', async () => {
  const img = image({ 'data-imgproxy-srcset': '/img/1 1x' });
  const { document } = page(img);
  installFallback(document);
  await img.fails();

  img.removeAttribute('srcset');
  img.setAttribute('data-imgproxy-src', '/img/2');
  img.setAttribute('src', '/cache/2');
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1', '/cache/2', '/img/2']);
});

test('a clone knows how far its original has come', async () => {
  const fresh = image();
  const moved = image();
  const { document, events } = page(moved);
  installFallback(document);
  await moved.fails();
  const clones = [fresh.cloneNode(), moved.cloneNode()];
  document.append(...clones);

  for (const clone of clones) await clone.fails();

  assert.deepEqual(clones.map((clone) => clone.requests), [['/cache/1', '/img/1'], ['/img/1']]);
  assert.deepEqual(events.at(-1), ['imgproxy:failure', { from: '/img/1' }]);
});

test('an inline handler for the same error finds nothing left to do', async () => {
  const img = image();
  const { document } = page(img);
  installFallback(document);
  img.addEventListener('error', () => {
    const proxy = img.getAttribute('data-imgproxy-src');
    if (proxy) img.setAttribute('src', proxy + '?twice');
  });

  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
});

test('an image that an inline handler has moved is not moved again', async () => {
  const emptied = image({ src: '/img/1', 'data-imgproxy-src': '' });
  const removed = new FakeImage({ src: '/img/1' });
  const untouched = image({ src: '/img/1' });
  const { document, events } = page(emptied, removed, untouched);
  installFallback(document);

  for (const img of [emptied, removed, untouched]) {
    await img.fails();
    await img.fails();
    assert.deepEqual(img.requests, ['/img/1']);
  }
  assert.deepEqual(events, Array(2).fill(['imgproxy:failure', { from: '/img/1' }]));
});

test('a late error of a URL that the image has left is not taken for a failure of the proxy', async () => {
  const img = image();
  const { document, events } = page(img);
  installFallback(document);
  await img.fails();

  img.dispatchEvent(new Event('error'));

  assert.equal(events.length, 1);
});

test('images that failed before the call move at once', async () => {
  const fresh = image();
  const moved = image({ src: '/img/1', 'data-imgproxy-src': '' });
  const { document, events } = page(fresh, moved);
  for (const img of [fresh, moved]) {
    await settled();
    img.breaks();
  }

  installFallback(document);
  await settled();

  assert.deepEqual(fresh.requests, ['/cache/1', '/img/1']);
  assert.deepEqual(events.map(([type]) => type), ['imgproxy:fallback', 'imgproxy:failure']);
});

test('images that have not failed stay: drawings without a size, lazy ones, those under way, loaded ones', async () => {
  const [drawing, waiting, loaded] = [image(), image(), image()];
  const { document, events } = page(drawing, waiting, loaded);
  await drawing.loads(0);
  await loaded.loads(300);

  installFallback(document);
  await settled();

  for (const img of [drawing, waiting, loaded]) assert.deepEqual(img.requests, ['/cache/1']);
  assert.deepEqual([drawing, waiting, loaded].map((img) => img.decodings), [1, 0, 0], 'decoding is not for free');
  assert.deepEqual(events, []);
});

test('a broken image that gets its error event after the call moves once', async () => {
  const img = image();
  const { document, events } = page(img);
  await settled();
  img.breaks();

  installFallback(document);
  img.dispatchEvent(new Event('error'));
  await settled();
  img.dispatchEvent(new Event('error'));

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
  assert.equal(events.length, 1);
});

test('errors of images without a proxy and of other elements are none of its business', async () => {
  const foreign = new FakeImage({ src: '/logo.png' });
  const script = new FakeElement('script', { 'data-imgproxy-src': '/img/1', src: '/a.js' });
  const { document, events } = page(foreign, script);
  installFallback(document);

  await foreign.fails();
  script.dispatchEvent(new Event('error'));

  assert.deepEqual(foreign.requests, ['/logo.png']);
  assert.equal(script.getAttribute('src'), '/a.js');
  assert.deepEqual(events, []);
});

test('an image that has no URL yet waits for the page to give it one', async () => {
  const img = new FakeImage({ 'data-imgproxy-src': '/img/1' });
  img.breaks();

  installFallback(page(img).document);
  await settled();

  assert.deepEqual(img.requests, []);
});

test('an image that the page repairs in the meantime stays', async () => {
  const img = image();
  const { document, events } = page(img);
  await settled();
  img.breaks();

  installFallback(document);
  img.setAttribute('src', '/cache/2');
  await settled();

  assert.deepEqual(img.requests, ['/cache/1', '/cache/2']);
  assert.deepEqual(events, []);
});

test('a single image can be the root', async () => {
  const [early, late] = [image(), image()];
  await settled();
  early.breaks();

  for (const img of [early, late]) installFallback(img);
  await late.fails();

  for (const img of [early, late]) assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
});

test('a second call changes nothing, and one undo undoes both', async () => {
  const img = image();
  const { document, events } = page(img);

  const undo = installFallback(document);
  assert.equal(installFallback(document), undo);
  undo();
  await img.fails();
  assert.deepEqual(events, []);

  installFallback(document);
  await settled();
  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
});

test('an undo is in time for what the call has found broken', async () => {
  const img = image();
  const { document } = page(img);
  await settled();
  img.breaks();

  installFallback(document)();
  await settled();

  assert.deepEqual(img.requests, ['/cache/1']);
});

test('roots within roots tell each event once', async () => {
  const img = image();
  const section = new FakeElement('section', {}, img);
  const { document, events } = page(section);
  for (const root of [document, section, img]) installFallback(root);

  await img.fails();
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
  assert.deepEqual(events.map(([type]) => type), ['imgproxy:fallback', 'imgproxy:failure']);
});
