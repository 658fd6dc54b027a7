/**
 * Arguments that callers without types may pass.
 */

/** Values that are no `Uint8Array`, whatever they look like. */
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
