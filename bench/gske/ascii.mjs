/** Bases without pattern: a generator's megabyte, repeated. */
export function makeAscii(bytes) {
  const ascii = new Uint8Array(bytes);
  let x = 1;
  for (let i = 0; i < Math.min(bytes, 1e6); i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    ascii[i] = 'ACGT'.charCodeAt(x >>> 30);
  }
  for (let at = 1e6; at < bytes; at += 1e6) ascii.copyWithin(at, 0, Math.min(1e6, bytes - at));
  return ascii;
}
