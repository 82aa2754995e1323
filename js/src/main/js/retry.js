// @ts-check
const BUSY = [429, 503];
const LONGEST_PAUSE_MILLIS = 30_000;
const USUAL_PAUSE_SECONDS = '2';

/**
 * Whether a URL that failed is worth another try; resolves when it is time for it.
 *
 * An error event has no status. Resource Timing may know it; else, and for Retry-After, one HEAD asks, and only our own
 * origin: another one would need CORS and a connect-src for this alone.
 */
export async function pauseBeforeRetry(url) {
  if (!globalThis.location || new URL(url).origin !== location.origin) return false;
  const timing = /** @type {any} */ (performance.getEntriesByName(url).at(-1));
  if (timing?.responseStatus && !BUSY.includes(timing.responseStatus)) return false;

  const answer = await fetch(url, { method: 'HEAD', cache: 'no-store' });
  if (answer.ok) return true;
  if (!BUSY.includes(answer.status)) return false;
  const pause = millis(answer.headers.get('Retry-After') ?? USUAL_PAUSE_SECONDS);
  if (!(pause <= LONGEST_PAUSE_MILLIS)) return false;
  // All pictures of a page are told the same time: they come back spread over half as much again.
  await new Promise((resolve) => setTimeout(resolve, pause * (1 + Math.random() / 2)));
  return true;
}

/** RFC 9110, section 10.2.3: seconds or a date; NaN for anything else. */
function millis(retryAfter) {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Math.max(0, Date.parse(retryAfter) - Date.now());
}
