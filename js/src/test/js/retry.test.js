import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';
import { installFallback } from '../../main/js/fallback.js';
import { pauseBeforeRetry } from '../../main/js/retry.js';
import { FakeImage, page } from './fake-dom.js';

let answer = {};
const heads = [];
const server = createServer(async (clientRequest, clientResponse) => {
  heads.push(`${clientRequest.method} ${clientRequest.url}`);
  await answer.held;
  clientResponse.writeHead(answer.status, answer.headers).end();
});
let origin = '';

test.before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  globalThis.location = new URL(`${origin}/page`);
});
test.after(() => {
  delete globalThis.location;
  server.closeAllConnections();
  server.close();
});
test.beforeEach(() => heads.splice(0));

/** Seconds would make a slow test, so every pause here is none. */
const rules = [
  ['503 with Retry-After', 503, { 'Retry-After': '0' }, true],
  ['429 with Retry-After', 429, { 'Retry-After': '0' }, true],
  ['503 with a date that is over', 503, { 'Retry-After': 'Sat, 01 Jan 2000 00:00:00 GMT' }, true],
  ['503 with more patience than a reader has', 503, { 'Retry-After': '31' }, false],
  ['503 with a date far away', 503, { 'Retry-After': 'Fri, 01 Jan 2100 00:00:00 GMT' }, false],
  ['503 with nonsense', 503, { 'Retry-After': 'soon' }, false],
  ['200, busy no more', 200, {}, true],
  ['404', 404, {}, false],
  ['502', 502, {}, false],
];
for (const [name, status, headers, again] of rules) {
  test(`${name}: ${again ? 'one more try' : 'no other try'}`, async () => {
    answer = { status, headers };

    assert.equal(await pauseBeforeRetry(`${origin}/img/1`), again);

    assert.deepEqual(heads, ['HEAD /img/1']);
  });
}

test('without a Retry-After the pause is at least two seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(globalThis, 'fetch', async () => new Response(null, { status: 503 }));
  let over = false;
  const retry = pauseBeforeRetry(`${origin}/img/1`).then(() => (over = true));
  await new Promise((resolve) => setImmediate(resolve));

  t.mock.timers.tick(1999);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(over, false);
  t.mock.timers.tick(1001);
  await retry;
});

test('another origin is not asked', async () => {
  assert.equal(await pauseBeforeRetry('https://images.example.com/img/1'), false);
});

test('what Resource Timing knows is not asked for', async (t) => {
  t.mock.method(performance, 'getEntriesByName', () => [{ responseStatus: 503 }, { responseStatus: 404 }]);

  assert.equal(await pauseBeforeRetry(`${origin}/img/1`), false);

  assert.deepEqual(heads, []);
});

test('an image whose proxy was busy is asked for once more, and only once', async () => {
  answer = { status: 503, headers: { 'Retry-After': '0' } };
  const [cached, proxy] = [`${origin}/cache/1`, `${origin}/img/1`];
  const img = new FakeImage({ src: cached, 'data-imgproxy-src': proxy, 'data-imgproxy-last': '/original' });
  const { document } = page(img);
  for (const root of [document, img]) installFallback(root);
  await img.fails();

  await img.fails();
  await until(() => img.requests.length === 3);
  await img.fails();
  await until(() => img.requests.length === 4);
  await img.fails();

  assert.deepEqual(img.requests, [cached, proxy, proxy, '/original']);
  assert.deepEqual(heads, ['HEAD /img/1']);
});

test('an app that is away costs nothing but the try', async () => {
  const img = new FakeImage({ src: 'http://127.0.0.1:1/img/1', 'data-imgproxy-src': '', 'data-imgproxy-last': '/original' });
  const before = globalThis.location;
  globalThis.location = new URL('http://127.0.0.1:1/page');
  installFallback(page(img).document);

  await img.fails();
  await until(() => img.requests.length === 2);

  assert.deepEqual(img.requests, ['http://127.0.0.1:1/img/1', '/original']);
  globalThis.location = before;
});

test('an image that the page repairs during the pause stays', async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  answer = { status: 503, headers: { 'Retry-After': '0' }, held };
  const img = new FakeImage({ src: `${origin}/img/1`, 'data-imgproxy-src': '' });
  installFallback(page(img).document);

  await img.fails();
  img.setAttribute('src', '/own');
  await img.loads(300);
  release();
  await pauseBeforeRetry(`${origin}/img/2`);

  assert.deepEqual(img.requests, [`${origin}/img/1`, '/own']);
});

/** A condition that never comes is ended by the time limit of the runner. */
async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}
