// @ts-check
const LONGEST_QUERY = 2000;
const PICTURE = /^data:image\//i;

// What no server can fetch. Whether a source without scheme is relative to something, only ours knows.
/** @type {[RegExp, string][]} */
const REFUSALS = [
  [/\p{Surrogate}/u, 'must be well-formed Unicode text'],
  [/^blob:/i, 'exists only in one browser; upload the file and use its URL on the server'],
  [/^data:(?!image\/)/i, 'must be a data:image/ URL, which is shown unchanged'],
  [/^\/\//, 'names a host without a scheme; write https: before it'],
  [/^https?:\/\/([/?#]|$)/i, 'must have a host after its scheme'],
  [/^(?!data:)[a-z][a-z\d+.-]*:(?!\/\/)/i, 'must have // after its scheme'],
];

/** @type {typeof import('./urls.js').fetchImages} */
export async function fetchImages(preset, sources, { endpoint = '/img/urls', signal } = {}) {
  for (const source of sources) {
    const [, rule] = REFUSALS.find(([shape]) => shape.test(source)) ?? [];
    if (rule) throw new TypeError(`imgproxy4j: source [${source.slice(0, 200)}] ${rule}`);
  }
  const asked = sources.filter((source) => !PICTURE.test(source));
  const images = asked.length ? await ask(preset, asked, endpoint, signal) : [];
  return sources.map((src) => (PICTURE.test(src) ? { src, cached: src, proxy: src } : images.shift()));
}

async function ask(preset, sources, endpoint, signal) {
  if (!globalThis.location && !/^https?:/i.test(endpoint)) {
    throw new TypeError(`imgproxy4j: endpoint [${endpoint}] must be a whole URL outside browsers, https://HOST${endpoint}`);
  }
  const query = new URLSearchParams([['preset', preset], ...sources.map((source) => ['src', source])]);
  // A GET is kept by caches, but not every server takes a long one.
  const get = `${query}`.length <= LONGEST_QUERY;
  const answer = await fetch(get ? `${endpoint}?${query}` : endpoint, get ? { signal } : { method: 'POST', body: query, signal });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(`imgproxy4j: ${endpoint} answered ${answer.status}: ${json.error}`);
  return json.images;
}

/** @type {typeof import('./urls.js').createLoader} */
export function createLoader(images) {
  const bySource = new Map(images.map((image) => [image.src, widths(image)]));
  return ({ src, width }) => {
    const offered = bySource.get(src);
    if (!offered) throw new Error(`imgproxy4j: "${src}" is not among the images that were fetched`);
    return (offered.find((it) => it.width >= width) ?? offered[offered.length - 1]).url;
  };
}

/**
 * The candidates of an image, narrowest first; a density counts as that many times the width of the image.
 *
 * @param {import('./urls.js').FetchedImage} image
 */
function widths({ cached, srcset, width }) {
  const candidates = (srcset ?? '').split(', ').filter(Boolean).map((candidate) => {
    const [url, descriptor] = candidate.split(' ');
    return { url, width: parseFloat(descriptor) * (descriptor.endsWith('x') ? (width ?? 1) : 1) };
  });
  return candidates.length ? candidates.sort((a, b) => a.width - b.width) : [{ url: cached, width: width ?? 0 }];
}
