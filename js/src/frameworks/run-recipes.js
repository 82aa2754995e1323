import assert from 'node:assert/strict';
import test from 'node:test';
import { asked, breaks, settled } from './dom.js';
import { blocks, headings, run } from './recipes.js';

const TEN = 'Avatar, Card grid, Hero, Art direction, Background, Lazy list, LCP preload, Private image, User upload, E-mail';

test('the page has the ten recipes in the order of all the pages', () => {
  assert.deepEqual(headings().filter((heading) => TEN.split(', ').includes(heading)), TEN.split(', '));
});

/** Writes the HTML of a recipe into the page and runs its modules; returns the images. */
async function cook(heading) {
  asked.splice(0);
  const parts = blocks(heading);
  const html = parts.filter(({ language }) => language === 'html').map(({ code }) => code);
  document.body.innerHTML = html.join('');
  for (const part of parts.filter(({ language }) => language === 'js')) await run(part);
  await settled();
  return [...document.querySelectorAll('img')];
}

function assertFallsBack(img) {
  const proxy = img.getAttribute('data-imgproxy-src');
  assert.match(proxy, /^(\/img\/|https:)/);
  breaks(img);
  assert.equal(img.getAttribute('src'), proxy);
  assert.equal(img.getAttribute('data-imgproxy-src'), '');
}

for (const [heading, count] of [['Avatar', 1], ['Card grid', 3], ['Hero', 1], ['Art direction', 1], ['Lazy list', 3], ['User upload', 1]]) {
  test(`${heading}: every picture falls back to the proxy`, async () => {
    const images = await cook(heading);

    assert.equal(images.length, count);
    for (const img of images) {
      assert.ok(img.hasAttribute('alt'), 'alt');
      assertFallsBack(img);
    }
  });
}

test('Card grid: one request for all cards', async () => {
  await cook('Card grid');

  assert.equal(asked.length, 1);
});

test('Art direction: every source moves with the image', async () => {
  const [img] = await cook('Art direction');
  const sources = [...document.querySelectorAll('source')];
  const twins = sources.map((source) => source.getAttribute('data-imgproxy-srcset'));
  breaks(img);

  assert.deepEqual(sources.map((source) => source.getAttribute('srcset')), twins);
});

test('Background: the markup is what the module looks for', async () => {
  await cook('Background');
  const [element] = document.querySelectorAll('[data-imgproxy-background]');

  assert.match(element.getAttribute('data-imgproxy-cached'), /^\/img\/cache\//);
  assert.match(element.getAttribute('data-imgproxy-background'), /^\/img\//);
});

test('Lazy list: no picture is asked for before its turn', async () => {
  for (const img of await cook('Lazy list')) assert.equal(img.getAttribute('loading'), 'lazy');
});

test('LCP preload: the preload and the picture ask for the same', async () => {
  await cook('LCP preload');
  const link = document.querySelector('link[rel=preload]');
  const img = document.querySelector('img');

  assert.equal(link.getAttribute('imagesrcset'), img.getAttribute('srcset'));
  assert.equal(link.getAttribute('href'), img.getAttribute('src'));
  assert.equal(img.getAttribute('fetchpriority'), 'high');
});

test('Private image: nothing of it is in a cache that others can read', async () => {
  const [img] = await cook('Private image');

  assert.equal(img.hasAttribute('data-imgproxy-src'), false);
  assert.doesNotMatch(img.getAttribute('src'), /\/cache\//);
});

test('E-mail: the picture is made before the mail goes out, and has an absolute URL', async () => {
  const { html } = await run(blocks('E-mail').find(({ language }) => language === 'js'));

  assert.match(await html, /^<img src="https:\/\/shop\.example\.com\/img\/cache\/\w+" width="480" height="320" alt="/);
  assert.ok(asked.some((request) => request.startsWith('GET https://shop.example.com/img/signed/')));
});

test('Loader: a framework gets the candidate for its width', async () => {
  const { loader } = await run(blocks('Frameworks with a loader')[0]);

  assert.match(loader({ src: 'https://example.com/photos/cat.jpg', width: 960 }), /^\/img\/cache\/.*-2$/);
});

test('Events: both are heard', async (t) => {
  const said = t.mock.method(console, 'debug', () => {});
  await cook('Events');
  await cook('Avatar');
  const img = document.querySelector('img');

  breaks(img);

  assert.deepEqual(said.mock.calls[0].arguments.slice(1), ['->', img.getAttribute('src')]);
});
