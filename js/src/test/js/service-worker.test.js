import assert from 'node:assert/strict';
import test from 'node:test';
import { cacheKey } from '../../main/js/cache-key.js';
import { cacheFirst } from '../../main/js/service-worker.js';

const ORIGIN = 'https://shop.example.com';
const PATH = '/SIGNATURE/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw';
const CACHED = `/img/cache/${cacheKey(PATH)}`;

let asked;
let answers;

test.beforeEach((t) => {
  [asked, answers] = [[], {}];
  globalThis.self = Object.assign(new EventTarget(), { location: new URL(`${ORIGIN}/sw.js`) });
  t.mock.method(globalThis, 'fetch', async (request) => {
    const url = (request.url ?? request).replace(ORIGIN, '');
    asked.push(url);
    if (!(url in answers)) throw new TypeError('Failed to fetch');
    return new Response(url, { status: answers[url] });
  });
});
test.afterEach(() => delete globalThis.self);

/** What the page gets; undefined: the worker leaves the request alone. */
async function request(url, init) {
  const event = new Event('fetch');
  event.request = new Request(new URL(url, ORIGIN), init);
  let answer;
  event.respondWith = (promise) => (answer = promise);
  self.dispatchEvent(event);
  return answer && (await answer).text();
}

test('an image in the cache does not reach the proxy', async () => {
  cacheFirst();
  answers = { [CACHED]: 200 };

  assert.equal(await request(`/img${PATH}?v=1`), CACHED);
  assert.deepEqual(asked, [CACHED]);
});

for (const [name, status] of [['that is not there', { [CACHED]: 404 }], ['that cannot be asked', {}]]) {
  test(`from a cache ${name} the request goes on to the proxy`, async () => {
    cacheFirst();
    answers = { ...status, [`/img${PATH}`]: 200 };

    assert.equal(await request(`/img${PATH}`), `/img${PATH}`);
    assert.deepEqual(asked, [CACHED, `/img${PATH}`]);
  });
}

test('offline the page gets the error of the proxy', async () => {
  cacheFirst();

  await assert.rejects(request(`/img${PATH}`), TypeError);
});

test('everything else is left alone', async () => {
  cacheFirst();
  for (const url of ['/', '/img', '/img/health', '/img/urls?src=a', CACHED, `/imgs${PATH}`, `https://example.com/img${PATH}`]) {
    assert.equal(await request(url), undefined, url);
  }
  assert.equal(await request(`/img${PATH}`, { method: 'POST' }), undefined);
  assert.deepEqual(asked, []);
});

test('cache and proxy may be anywhere', async () => {
  cacheFirst({ proxyUrl: 'https://i.example.com/p', cacheUrl: 'https://c.example.com/thumbs' });
  const cached = `https://c.example.com/thumbs/${cacheKey(PATH)}`;
  answers = { [cached]: 200 };

  assert.equal(await request(`https://i.example.com/p${PATH}`), cached);
});
