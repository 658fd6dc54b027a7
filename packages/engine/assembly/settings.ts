/**
 * The configuration of a model as the host hands it over: integers of 32 bits, kind by kind in the order of the registry.
 * Written by `engineSettings` of `@pmklc/models`.
 */

let cursor: usize = 0;

/** Starts to read at an address. */
export function startSettings(at: usize): void {
  cursor = at;
}

/** The next one. */
export function nextSetting(): i32 {
  const value = load<i32>(cursor);
  cursor += 4;
  return value;
}
