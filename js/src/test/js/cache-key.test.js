import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { cacheKey, unsignedUrls } from '../../main/js/cache-key.js';

/** The vectors that core is held to as well. */
const vectors = JSON.parse(
  readFileSync(
    new URL('../../../../testing/src/main/resources/io/github/imgproxy4j/testing/vectors.json', import.meta.url),
    'utf8',
  ),
);

test('the key of a signed path is the one that core derives', () => {
  for (const { name, signedPath, md5OfSignedPath } of vectors.signing) {
    assert.equal(cacheKey(signedPath), md5OfSignedPath, name);
  }
});

test('the key of a path that came in any spelling is the one of its canonical form', () => {
  const verified = vectors.requestNormalisation.filter((vector) => vector.md5OfCanonicalSignedPath);
  for (const { name, canonicalSignedPath, md5OfCanonicalSignedPath } of verified) {
    assert.equal(cacheKey(canonicalSignedPath), md5OfCanonicalSignedPath, name);
  }
  assert.ok(verified.length > 20);
});

test('every length of the last block is padded right', () => {
  for (let length = 0; length <= 130; length++) {
    const path = '/é'.padEnd(length, 'x');
    assert.equal(cacheKey(path), createHash('md5').update(path).digest('hex'), `${length}`);
  }
});

test('an unsigned set-up has its URLs without the server', () => {
  const path = '/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw.webp';
  const key = createHash('md5').update(`/unsafe${path}`).digest('hex');

  assert.deepEqual(unsignedUrls(path), { cached: `/img/cache/${key}`, proxy: `/img/unsafe${path}` });
  assert.deepEqual(unsignedUrls(path, '/i', 'https://images.example.com'), {
    cached: `https://images.example.com/${key}`,
    proxy: `/i/unsafe${path}`,
  });
});
