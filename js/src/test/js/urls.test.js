import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';
import { readFileSync } from 'node:fs';
import { createLoader, fetchImages } from '../../main/js/urls.js';

const asked = [];
let answer = [200, '{}'];
let endpoint = '';
const server = createServer(async (clientRequest, clientResponse) => {
  let body = '';
  for await (const chunk of clientRequest) body += chunk;
  asked.push([clientRequest.method, clientRequest.url, clientRequest.headers['content-type'] ?? '', body]);
  clientResponse.writeHead(answer[0]).end(answer[1]);
});

test.before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${server.address().port}/img/urls`;
});
test.after(() => {
  server.closeAllConnections();
  server.close();
});
test.beforeEach(() => asked.splice(0));

test('a short list is asked for by GET, which caches keep', async () => {
  answer = [200, '{"images":[{"src":"a b&c"},{"src":"é"}]}'];

  assert.deepEqual(await fetchImages('card', ['a b&c', 'é'], { endpoint }), [{ src: 'a b&c' }, { src: 'é' }]);

  assert.deepEqual(asked, [['GET', '/img/urls?preset=card&src=a+b%26c&src=%C3%A9', '', '']]);
});

test('a long list is posted as a form', async () => {
  answer = [200, '{"images":[]}'];
  const sources = Array.from({ length: 100 }, (_, i) => `https://example.com/photo-${i}.jpg`);

  await fetchImages('card', sources, { endpoint });

  const [[method, url, type, body]] = asked;
  assert.deepEqual([method, url], ['POST', '/img/urls']);
  assert.match(type, /^application\/x-www-form-urlencoded/);
  assert.deepEqual(new URLSearchParams(body).getAll('src'), sources);
});

test('nothing is asked for nothing', async () => {
  assert.deepEqual(await fetchImages('card', [], { endpoint }), []);
  assert.deepEqual(asked, []);
});

const SOURCES = JSON.parse(
  readFileSync(new URL('../../../../testing/src/main/resources/io/github/imgproxy4j/testing/sources.json', import.meta.url)),
);
for (const { source, untouched, refused, resolved } of SOURCES) {
  // What is relative is for the server to judge.
  const shape = JSON.stringify(source.slice(0, 40));
  if (refused && !resolved) {
    test(`the source ${shape} is refused as on the server`, async () => {
      const refusal = { name: 'TypeError', message: new RegExp(RegExp.escape?.(refused) ?? refused.replace(/[/.:]/g, '\\$&')) };
      await assert.rejects(fetchImages('card', [source], { endpoint }), refusal);
      assert.deepEqual(asked, []);
    });
  } else if (untouched) {
    test(`the source ${shape} is its own picture`, async () => {
      answer = [200, '{"images":[{"src":"a"},{"src":"b"}]}'];
      const images = await fetchImages('card', ['a', source, 'b'], { endpoint });
      assert.deepEqual(images, [{ src: 'a' }, { src: source, cached: source, proxy: source }, { src: 'b' }]);
      assert.deepEqual(asked.map(([, url]) => url), ['/img/urls?preset=card&src=a&src=b']);
    });
  } else {
    test(`the source ${shape} is asked for`, async () => {
      answer = [200, '{"images":[{"src":"a"}]}'];
      assert.deepEqual(await fetchImages('card', [source], { endpoint }), [{ src: 'a' }]);
    });
  }
}

test('a relative endpoint outside browsers is refused with the way out', async () => {
  await assert.rejects(fetchImages('card', ['a']), {
    name: 'TypeError',
    message: 'imgproxy4j: endpoint [/img/urls] must be a whole URL outside browsers, https://HOST/img/urls',
  });
  assert.deepEqual(await fetchImages('card', []), []);
});

test('a refusal says what the server says', async () => {
  answer = [403, '{"error":"src number 1 is not allowed"}'];
  await assert.rejects(fetchImages('card', ['x'], { endpoint }), {
    message: `imgproxy4j: ${endpoint} answered 403: src number 1 is not allowed`,
  });
  answer = [502, '<html>'];
  await assert.rejects(fetchImages('card', ['x'], { endpoint }), /answered 502/);
});

test('a question can be given up', async () => {
  await assert.rejects(fetchImages('card', ['x'], { endpoint, signal: AbortSignal.abort() }), { name: 'AbortError' });
});

const WIDE = { src: 'wide', cached: '/1280', proxy: '/p', srcset: '/1280 1280w, /640 640w' };
const DENSE = { src: 'dense', cached: '/1x', proxy: '/p', srcset: '/1x 1x, /2x 2x', width: 300 };
const SINGLE = { src: 'single', cached: '/one', proxy: '/p' };
for (const [src, width, url] of [
  ['wide', 1, '/640'],
  ['wide', 640, '/640'],
  ['wide', 641, '/1280'],
  ['wide', 4000, '/1280'],
  ['dense', 300, '/1x'],
  ['dense', 301, '/2x'],
  ['single', 9999, '/one'],
]) {
  test(`for ${width} pixels of the ${src} image the loader takes ${url}`, () => {
    assert.equal(createLoader([WIDE, DENSE, SINGLE])({ src, width }), url);
  });
}

test('a loader knows only what was fetched', () => {
  assert.throws(() => createLoader([WIDE])({ src: 'other', width: 1 }), /"other" is not among the images/);
});
