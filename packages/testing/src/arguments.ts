/**
 * Arguments that callers without types may pass.
 */

/** What is no `Uint8Array`, whatever it looks like. */
export const NO_BYTES: readonly unknown[] = [
  'text',
  42,
  null,
  undefined,
  {},
  new ArrayBuffer(4),
  [1, 2],
  new Uint16Array(2),
];
