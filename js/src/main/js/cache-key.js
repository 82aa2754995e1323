// @ts-check
// MD5 (RFC 1321), because crypto.subtle has none. It names files here and protects nothing.
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

/** @type {typeof import('./cache-key.js').cacheKey} */
export function cacheKey(signedPath) {
  const text = new TextEncoder().encode(signedPath);
  const message = new DataView(new ArrayBuffer(((text.length + 72) >> 6) << 6));
  new Uint8Array(message.buffer).set([...text, 0x80]);
  message.setUint32(message.byteLength - 8, text.length * 8, true);

  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < message.byteLength; block += 64) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (b & d) | (c & ~d), b ^ c ^ d, c ^ (b | ~d)][round];
      const word = message.getUint32(block + (([1, 5, 3, 7][round] * i + [0, 1, 5, 0][round]) % 16) * 4, true);
      const sum = (a + mixed + SINES[i] + word) | 0;
      const shift = SHIFTS[round * 4 + (i % 4)];
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d].forEach((value, i) => (state[i] = (state[i] + value) | 0));
  }
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((value, i) => digest.setInt32(i * 4, value, true));
  return Array.from(new Uint8Array(digest.buffer), (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** @type {typeof import('./cache-key.js').unsignedUrls} */
export function unsignedUrls(path, proxyUrl = '/img', cacheUrl = `${proxyUrl}/cache`) {
  const signedPath = `/unsafe${path}`;
  return { cached: `${cacheUrl}/${cacheKey(signedPath)}`, proxy: proxyUrl + signedPath };
}
