import assert from 'node:assert/strict';
import test from 'node:test';
import { createImage, imageAttributes } from '../../main/js/image.js';
import { FakeElement, FakeImage } from './fake-dom.js';

const json = {
  cached: '/cache/1',
  proxy: '/img/1',
  srcset: '/cache/1 1x, /cache/2 2x',
  proxySrcset: '/img/1 1x, /img/2 2x',
  width: 300,
  height: 200,
  alt: 'A "cat" <b>',
};

test.beforeEach(() => {
  globalThis.document = { createElement: () => new FakeImage() };
});
test.afterEach(() => {
  delete globalThis.document;
});

test('the attributes come in the order in which they have to be set', () => {
  assert.deepEqual(Object.entries(imageAttributes(json)), [
    ['data-imgproxy-src', '/img/1'],
    ['data-imgproxy-srcset', '/img/1 1x, /img/2 2x'],
    ['width', '300'],
    ['height', '200'],
    ['alt', 'A "cat" <b>'],
    ['srcset', '/cache/1 1x, /cache/2 2x'],
    ['src', '/cache/1'],
  ]);
});

test('the last URL comes with the others', () => {
  assert.equal(imageAttributes({ ...json, last: '/original' })['data-imgproxy-last'], '/original');
});

test('what the JSON does not say is left out, an empty alt and a zero are kept', () => {
  assert.deepEqual(imageAttributes({ cached: '/c', proxy: '/p', srcset: null, width: 0, alt: '' }), {
    'data-imgproxy-src': '/p',
    width: '0',
    alt: '',
    src: '/c',
  });
});

test('where there is no cache nothing is to fall back to', () => {
  assert.deepEqual(imageAttributes({ cached: '/p 1', proxy: '/p 1', srcset: '/p 1x', proxySrcset: '/p 1x' }), {
    srcset: '/p 1x',
    src: '/p 1',
  });
});

const broken = [
  ['cached', {}],
  ['proxy', { cached: '/c', proxy: '' }],
  ['proxy', { cached: '/c', proxy: 1 }],
];
for (const [name, bad] of broken) {
  test(`${JSON.stringify(bad)} is refused for its ${name}`, () => {
    assert.throws(() => imageAttributes(bad), { name: 'TypeError', message: new RegExp(`"${name}" must be a URL`) });
  });
}

test('an element has its proxy URLs and its loading attributes before the URLs that load', () => {
  const img = createImage(json, { loading: 'lazy', sizes: '100vw' });

  assert.deepEqual(
    [...img.attributes.keys()],
    ['width', 'height', 'alt', 'loading', 'sizes', 'data-imgproxy-src', 'data-imgproxy-srcset', 'srcset', 'src'],
  );
});

test('more attributes win over the description, not over the URLs', () => {
  const img = createImage(json, { alt: 'Another', src: '/other', 'data-imgproxy-src': '/other' });

  assert.equal(img.getAttribute('alt'), 'Another');
  assert.equal(img.getAttribute('src'), '/cache/1');
  assert.equal(img.getAttribute('data-imgproxy-src'), '/img/1');
});

test('attributes without a value are not set', () => {
  const img = createImage({ cached: '/c', proxy: '/p' }, { title: undefined, id: null, tabindex: 0 });

  assert.deepEqual([...img.attributes.keys()], ['tabindex', 'data-imgproxy-src', 'src']);
});

test('an element that fails before it is in the page falls back, and only once', async () => {
  const img = createImage(json);

  await img.fails();
  new FakeElement('body', {}, img);
  await img.fails();

  assert.deepEqual(img.requests, ['/cache/1', '/img/1']);
});
