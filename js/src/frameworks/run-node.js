/** What a framework runs on its server: plain Node.js, without a document around it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';
import { blocks, run } from './recipes.js';

test('the loader of a framework works where its pages are rendered', async (t) => {
  assert.equal(globalThis.document ?? globalThis.location, undefined);
  const asked = [];
  const server = createServer(({ url }, clientResponse) => {
    const { searchParams } = new URL(url, 'http://localhost');
    const images = searchParams.getAll('src').map((src) => ({ src, cached: '/c', proxy: '/p', srcset: '/c 1x, /c2 2x', width: 480 }));
    asked.push(url);
    clientResponse.end(JSON.stringify({ images }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const [{ language, code }] = blocks('Frameworks with a loader');
  const here = code.replaceAll('https://shop.example.com', `http://127.0.0.1:${server.address().port}`);

  const { loader, Card } = await run({ language, code: here });

  const src = 'https://example.com/photos/cat.jpg';
  assert.deepEqual(asked, [`/img/urls?preset=card&src=${encodeURIComponent(src)}`]);
  assert.equal(loader({ src, width: 960 }), '/c2');
  assert.equal(Card({ Image: 'img', image: { src, cached: '/c', proxy: '/p' } }).props['data-imgproxy-src'], '/p');
});
