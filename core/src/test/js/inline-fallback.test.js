// The handler is given by InlineFallbackTest: exactly the text that stands in the pages.
import assert from 'node:assert/strict';
import test from 'node:test';

// As in a page, where names are looked for in the document first, and URL is its address.
const handler = new Function(`with ({ URL: 'https://shop.example.com/page' }) { ${process.env.IMGPROXY4J_HANDLER} }`);

/** As much of an element as the handler touches. */
class FakeElement {
  naturalWidth = 0;
  complete = true;
  baseURI = 'https://shop.example.com/page';

  constructor(nodeName, attributes, ...children) {
    Object.assign(this, { nodeName, children, attributes: { ...attributes } });
    for (const child of children) child.parentNode = this;
  }

  dataset = new Proxy(this, {
    get: (element, name) => element.attributes[dashed(name)],
    set: (element, name, value) => ((element.attributes[dashed(name)] = value), true),
  });

  set src(value) {
    this.attributes.src = value;
  }

  get srcset() {
    return this.attributes.srcset ?? '';
  }

  set srcset(value) {
    this.attributes.srcset = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  /** Of the first candidate, or of the given one. */
  fails(url = [...(this.parentNode?.children ?? []), this].find((it) => it.srcset)?.srcset.split(' ')[0] ?? this.attributes.src) {
    this.currentSrc = new URL(url, this.baseURI).href;
    handler.call(this);
    return this.attributes;
  }
}

const dashed = (name) => 'data-' + name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
const chain = { src: '/c', 'data-imgproxy-src': '/p', 'data-imgproxy-last': '/l' };
const candidates = { srcset: '/c 1x', 'data-imgproxy-srcset': '/p 1x' };

test('cache, proxy, last resort, and then nothing', () => {
  const img = new FakeElement('IMG', { ...chain, ...candidates });

  assert.deepEqual(img.fails(), { src: '/p', srcset: '/p 1x', 'data-imgproxy-src': '', 'data-imgproxy-last': '/l' });
  assert.deepEqual(img.fails(), { src: '/l', 'data-imgproxy-src': '', 'data-imgproxy-last': '' });
  assert.deepEqual(img.fails(), { src: '/l', 'data-imgproxy-src': '', 'data-imgproxy-last': '' });
});

test('without a last resort the proxy is the end', () => {
  const img = new FakeElement('IMG', { src: '/c', 'data-imgproxy-src': '/p' });

  assert.deepEqual(img.fails(), { src: '/p', 'data-imgproxy-src': '' });
  assert.deepEqual(img.fails(), { src: '/p', 'data-imgproxy-src': '' });
});

test('every source moves in the same step, is gone when the proxy fails for it, or else in the last one', () => {
  const source = new FakeElement('SOURCE', { type: 'image/avif', ...candidates });
  const bare = new FakeElement('SOURCE', { srcset: '/c' });
  const img = new FakeElement('IMG', chain);
  new FakeElement('PICTURE', {}, source, bare, img);

  img.fails();
  assert.deepEqual(source.attributes, { type: 'image/avif', srcset: '/p 1x' });
  assert.deepEqual(bare.attributes, {});

  img.fails();
  assert.deepEqual(source.attributes, { type: 'image/avif' });
  assert.equal(img.attributes.src, '/p');
  img.fails();
  assert.equal(img.attributes.src, '/l');
});

test('a format that the proxy cannot make leaves the picture to the next one', () => {
  const dense = { srcset: '/a 1x, /a2 2x', 'data-imgproxy-srcset': '/pa 1x, https://img.example/pa2 2x' };
  const avif = new FakeElement('SOURCE', dense);
  const webp = new FakeElement('SOURCE', candidates);
  const img = new FakeElement('IMG', chain);
  new FakeElement('PICTURE', {}, avif, webp, img);
  img.fails();

  img.fails('https://img.example/pa2');

  assert.deepEqual(avif.attributes, {});
  assert.deepEqual(webp.attributes, { srcset: '/p 1x' });
  assert.deepEqual(img.attributes, { src: '/p', 'data-imgproxy-src': '', 'data-imgproxy-last': '/l' });
});

test('a source that was not chosen stays when the image itself fails, until the last step', () => {
  const narrow = new FakeElement('SOURCE', { media: 'print', srcset: '/n', 'data-imgproxy-srcset': '/pn' });
  const img = new FakeElement('IMG', { src: '/c', 'data-imgproxy-src': '/p' });
  new FakeElement('PICTURE', {}, narrow, img);
  img.fails('/c');

  img.fails('/p');

  assert.deepEqual(narrow.attributes, { media: 'print', srcset: '/pn' });
});

test('the neighbours of an image outside a picture stay', () => {
  const [img, neighbour] = [new FakeElement('IMG', chain), new FakeElement('IMG', candidates)];
  new FakeElement('P', {}, img, neighbour);

  img.fails();
  img.fails();

  assert.deepEqual(neighbour.attributes, candidates);
});

test('an empty twin, moved by the module before, leads to the last resort', () => {
  assert.equal(new FakeElement('IMG', { ...chain, 'data-imgproxy-src': '' }).fails().src, '/l');
});

test('a failure that the module has answered is not answered twice', () => {
  const moved = { ...chain, src: '/p', 'data-imgproxy-src': '' };
  const [underWay, shown] = [new FakeElement('IMG', moved), new FakeElement('IMG', moved)];
  underWay.complete = false;
  shown.naturalWidth = 1;

  assert.deepEqual(underWay.fails(), moved);
  assert.deepEqual(shown.fails(), moved);
});
