/** A document for frameworks and recipes, and a server that answers /img/urls as ours does. */
import { createHash } from 'node:crypto';
import { Window } from 'happy-dom';

const PAGE = 'https://shop.example.com/';
const SIZES = { card: [480, 320], avatar: [96, 96], hero: [1440, 540] };
const ELEMENTS = ['Element', 'HTMLElement', 'SVGElement', 'HTMLIFrameElement', 'Image'];
const GLOBALS = ['document', 'navigator', 'location', 'Event', 'CustomEvent', 'MutationObserver', ...ELEMENTS];

export const window = new Window({ url: PAGE });
for (const name of GLOBALS) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
globalThis.window = window;
globalThis.getComputedStyle = window.getComputedStyle.bind(window);

/** The requests that went to the server. */
export const asked = [];

globalThis.fetch = async (url, init = {}) => {
  asked.push(`${init.method ?? 'GET'} ${url}`);
  const { pathname, searchParams } = new URL(url, PAGE);
  if (pathname !== '/img/urls') return new Response('', { status: 200 });
  const query = init.body ?? searchParams;
  return Response.json({ images: query.getAll('src').map((src) => image(src, query.get('preset'))) });
};

/** What the server answers for one source. */
export function image(src, preset = 'card') {
  const key = createHash('md5').update(src + preset).digest('hex');
  const [width, height] = SIZES[preset];
  const both = (base) => `${base}${key} 1x, ${base}${key}-2 2x`;
  return {
    src,
    cached: `/img/cache/${key}`,
    proxy: `/img/signed/${key}`,
    srcset: both('/img/cache/'),
    proxySrcset: both('/img/signed/'),
    width,
    height,
  };
}

/** The browser says that an image does not load. */
export function breaks(img) {
  img.dispatchEvent(new window.Event('error'));
}

/** Resolves when everything that waits for a turn has had it. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
