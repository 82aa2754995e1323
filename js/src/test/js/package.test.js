import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';

const packageJson = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

test('without a DOM the modules load and install nothing', async () => {
  const before = Object.getOwnPropertyNames(globalThis);

  await import('imgproxy4j/auto');
  const { installBackgrounds, installFallback } = await import('imgproxy4j');

  assert.equal(installBackgrounds()(), undefined);
  assert.equal(installFallback()(), undefined);
  assert.equal(installFallback(null)(), undefined);
  assert.deepEqual(Object.getOwnPropertyNames(globalThis), before);
});

test('every way into the package has code and types', () => {
  const files = Object.values(packageJson.exports).flatMap((it) => (typeof it === 'string' ? it : Object.values(it)));

  for (const file of files) assert.ok(existsSync(new URL(`../../../${file}`, import.meta.url)), file);
});

test('the types declare what the modules export', async () => {
  for (const name of Object.keys(packageJson.exports).filter((it) => !it.endsWith('.json'))) {
    const { types } = packageJson.exports[name];
    const declared = readFileSync(new URL(`../../../${types}`, import.meta.url), 'utf8');
    for (const exported of Object.keys(await import(name.replace('.', 'imgproxy4j')))) {
      assert.match(declared, new RegExp(`export .*\\b${exported}\\b`), `${exported} in ${types}`);
    }
  }
});

test('installing the package pulls in and runs nothing', () => {
  assert.deepEqual(Object.keys(packageJson.scripts), ['test']);
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    assert.equal(packageJson[kind], undefined, kind);
  }
});
