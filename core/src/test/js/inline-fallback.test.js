// The handler is given by InlineFallbackTest: exactly the text that stands in the pages.
import assert from 'node:assert/strict';
import test from 'node:test';

const handler = new Function(process.env.IMGPROXY4J_HANDLER);

/** As much of an element as the handler touches. */
class FakeElement {
  naturalWidth = 0;
  complete = true;

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

  set srcset(value) {
    this.attributes.srcset = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  fails() {
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

test('every source moves in the same step and is gone in the last one', () => {
  const source = new FakeElement('SOURCE', { type: 'image/avif', ...candidates });
  const bare = new FakeElement('SOURCE', { srcset: '/c' });
  const img = new FakeElement('IMG', chain);
  new FakeElement('PICTURE', {}, source, bare, img);

  img.fails();
  assert.deepEqual(source.attributes, { type: 'image/avif', srcset: '/p 1x' });
  assert.deepEqual(bare.attributes, {});

  img.fails();
  assert.deepEqual(source.attributes, { type: 'image/avif' });
  assert.equal(img.attributes.src, '/l');
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
