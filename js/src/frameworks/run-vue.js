import assert from 'node:assert/strict';
import test from 'node:test';
import { breaks, image } from './dom.js';
import { blocks, run } from './recipes.js';

const { createApp, h, nextTick, ref } = await import('vue');
const { installFallback } = await import('imgproxy4j');
const { default: Picture } = await run(blocks('Vue')[0]);

test.before(() => installFallback());
test.beforeEach(() => (document.body.innerHTML = '<main></main>'));

const img = () => document.querySelector('img');

function mount(current) {
  const warnings = [];
  const app = createApp({ render: () => h(Picture, { image: current.value.image, alt: current.value.alt }) });
  app.config.warnHandler = (warning) => warnings.push(warning);
  app.mount('main');
  return { app, warnings };
}

test('a picture that fails stays on the proxy when its component is rendered again', async () => {
  const cat = image('cat.jpg');
  const current = ref({ image: cat, alt: 'A cat' });
  const { app, warnings } = mount(current);
  assert.equal(img().getAttribute('srcset'), cat.srcset);

  breaks(img());
  current.value = { image: { ...cat }, alt: 'The cat' };
  await nextTick();

  assert.equal(img().getAttribute('src'), cat.proxy);
  assert.equal(img().getAttribute('srcset'), cat.proxySrcset);
  assert.equal(img().getAttribute('alt'), 'The cat');
  assert.deepEqual(warnings, []);
  app.unmount();
});

test('another picture in the same place begins anew', async () => {
  const [cat, dog] = [image('cat.jpg'), image('dog.jpg')];
  const current = ref({ image: cat, alt: '' });
  const { app } = mount(current);
  breaks(img());

  current.value = { image: dog, alt: '' };
  await nextTick();
  assert.equal(img().getAttribute('src'), dog.cached);
  breaks(img());

  assert.equal(img().getAttribute('src'), dog.proxy);
  app.unmount();
});
