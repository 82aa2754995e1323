import assert from 'node:assert/strict';
import test from 'node:test';
import { asked, breaks, image, settled } from './dom.js';
import { blocks, run } from './recipes.js';

globalThis.IS_REACT_ACT_ENVIRONMENT = true;
const { act, createElement, StrictMode } = await import('react');
const { createRoot, hydrateRoot } = await import('react-dom/client');
const { renderToString } = await import('react-dom/server');
const { installFallback } = await import('imgproxy4j');
const { Picture, useImages } = await run(blocks('React')[0]);

const complaints = [];
console.error = (...words) => complaints.push(words.join(' '));

let root;
test.before(() => installFallback());
test.beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  complaints.splice(0);
  asked.splice(0);
});
test.afterEach(async () => {
  await act(() => root.unmount());
  assert.deepEqual(complaints, []);
});

const main = () => document.querySelector('main');
const img = () => document.querySelector('img');

async function render(element) {
  root ??= createRoot(main());
  await act(() => root.render(element));
}

test('a picture that fails stays on the proxy when its component is rendered again', async () => {
  root = createRoot(main());
  const cat = image('cat.jpg');
  await render(createElement(Picture, { image: cat, alt: 'A cat' }));
  assert.equal(img().getAttribute('srcset'), cat.srcset);

  breaks(img());
  await render(createElement(Picture, { image: { ...cat }, alt: 'The cat' }));

  assert.equal(img().getAttribute('src'), cat.proxy);
  assert.equal(img().getAttribute('srcset'), cat.proxySrcset);
  assert.equal(img().getAttribute('alt'), 'The cat');
});

test('another picture in the same place begins anew', async () => {
  root = createRoot(main());
  const [cat, dog] = [image('cat.jpg'), image('dog.jpg')];
  await render(createElement(Picture, { image: cat, alt: '' }));
  breaks(img());

  await render(createElement(Picture, { image: dog, alt: '' }));
  assert.equal(img().getAttribute('src'), dog.cached);
  breaks(img());

  assert.equal(img().getAttribute('src'), dog.proxy);
});

test('a picture that has moved before hydration is left where it is', async () => {
  const cat = image('cat.jpg');
  const element = createElement(Picture, { image: cat, alt: 'A cat' });
  main().innerHTML = renderToString(element);
  breaks(img());

  await act(() => (root = hydrateRoot(main(), element)));

  assert.equal(img().getAttribute('src'), cat.proxy);
});

test('a gallery asks once for all its pictures, and again when they change', async () => {
  root = createRoot(main());
  const Gallery = ({ sources }) =>
    useImages('card', sources).map((it) => createElement(Picture, { key: it.src, image: it, alt: '' }));
  await render(createElement(Gallery, { sources: ['a.jpg', 'b.jpg'] }));
  await act(settled);
  await render(createElement(Gallery, { sources: ['a.jpg', 'b.jpg'] }));
  assert.equal(document.querySelectorAll('img').length, 2);
  assert.equal(asked.length, 1);

  await render(createElement(Gallery, { sources: ['c.jpg'] }));
  await act(settled);

  assert.equal(img().getAttribute('src'), image('c.jpg').cached);
  assert.equal(asked.length, 2);
});

test('strict mode changes nothing', async () => {
  root = createRoot(main());
  const cat = image('cat.jpg');
  await render(createElement(StrictMode, null, createElement(Picture, { image: cat, alt: '' })));
  breaks(img());

  assert.equal(img().getAttribute('src'), cat.proxy);
});
