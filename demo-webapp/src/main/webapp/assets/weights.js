// Writes beside each picture what this browser has loaded in place of the original, and the sum of it all.
const UNITS = ['B', 'kB', 'MB', 'GB'];
const totals = document.querySelector('.totals[data-pictures]');
const loaded = new Map();

/** Three digits at most, as the server writes them: 950 B, 27.3 kB, 1.4 MB. */
export function words(bytes) {
  let scaled = bytes;
  let unit = 0;
  for (; scaled >= 999.5 && unit < UNITS.length - 1; unit += 1) scaled /= 1000;
  return `${scaled.toFixed(unit === 0 || scaled >= 99.95 ? 0 : 1)} ${UNITS[unit]}`;
}

/** Rounded down: 99.6 % is not all of it. */
const percent = (original, served) => Math.max(0, Math.floor((100 * (original - served)) / original));

function weigh() {
  const weights = [...document.querySelectorAll('.weight')];
  weights.forEach((weight) => {
    const img = weight.closest('.photo').querySelector('img');
    const served = img.complete && img.naturalWidth > 0 && loaded.get(img.currentSrc);
    if (!served || Number(weight.dataset.served) === served) return;
    weight.dataset.served = served;
    weight.querySelector('.became').textContent = `became ${words(served)}`;
    weight.querySelector('.saved').textContent = `${percent(weight.dataset.original, served)} % saved`;
  });
  const known = weights.filter((weight) => weight.dataset.served);
  if (totals && known.length) sum(known);
}

function sum(weights) {
  const [original, served] = ['original', 'served']
    .map((part) => weights.reduce((bytes, weight) => bytes + Number(weight.dataset[part]), 0));
  const write = (part, text) => (totals.querySelector(part).textContent = text);
  write('.was', words(original));
  write('.is', words(served));
  write('.share', `${percent(original, served)} %`);
  const all = weights.length === Number(totals.dataset.pictures);
  write('.count', `${weights.length} of ${totals.dataset.pictures} pictures loaded by your browser${all ? '.' : '; the others come as you scroll.'}`);
  totals.querySelector('rect').setAttribute('width', Math.min(1000, Math.round((1000 * served) / original)));
}

// A cache on another host does not tell lengths unless it sends Timing-Allow-Origin; the server's numbers stay then.
new PerformanceObserver((list) => {
  list.getEntries().filter((entry) => entry.encodedBodySize > 0)
    .forEach((entry) => loaded.set(entry.name, entry.encodedBodySize));
  weigh();
}).observe({ type: 'resource', buffered: true });
document.addEventListener('load', weigh, true);
