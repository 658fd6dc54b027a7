/**
 * Stateful pieces of a model: how a snapshot gets at what they have learned.
 */

import { checkBytes } from '@pmklc/core';

/** A piece of the model that a snapshot has a part for. */
export interface Stateful {
  /** All that it has learned, in the order of docs/format/model.md, "Snapshots"; low bytes first. */
  readonly state: readonly ArrayBufferView[];
  /** Called after `state` was overwritten, where something follows from it. */
  restored?(): void;
}

/** The state, copied. */
export function saveState({ state }: Stateful): Uint8Array {
  const bytes = new Uint8Array(state.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let done = 0;
  for (const numbers of state) {
    bytes.set(bytesOf(numbers), done);
    done += numbers.byteLength;
  }
  return bytes;
}

/** Overwrites the state with what `saveState` returned. */
export function loadState(piece: Stateful, bytes: Uint8Array): void {
  checkBytes('bytes', bytes);
  let done = 0;
  for (const numbers of piece.state) {
    bytesOf(numbers).set(bytes.subarray(done, done + numbers.byteLength));
    done += numbers.byteLength;
  }
  piece.restored?.();
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
