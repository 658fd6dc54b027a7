/**
 * Memory of instances that have done their work: it serves the next ones. Left to the garbage collector, it was still there when a
 * reader's next partition needed as much.
 *
 * Two are remembered, weakly, so that they need not stay: the last one that knew proteins, with their index, and the last that knew none.
 */
import { equalBytes } from '@pmklc/core';

/** Memory, and what of it is in use. */
export interface UsedMemory {
  readonly memory: WebAssembly.Memory;
  /** Below this address there may be something. */
  readonly usedEnd: number;
  /** Proteins that are in it, with their index, and nothing written to since; undefined for none. */
  readonly proteins?: PlacedProteins;
}

/** Place of proteins in a memory. */
export interface PlacedProteins {
  readonly address: number;
  readonly count: number;
  /** End of their index. */
  readonly end: number;
}

type Remembered = Omit<UsedMemory, 'memory'> & { readonly memory: WeakRef<WebAssembly.Memory> };

let plain: Remembered | undefined;
let knowing: Remembered | undefined;

/** Remembers the memory for the next one that needs some. */
export function giveMemory(used: UsedMemory): void {
  const remembered = { ...used, memory: new WeakRef(used.memory) };
  if (used.proteins === undefined) plain = remembered;
  else knowing = remembered;
}

/** Memory that was given, for the proteins that are to be known: with these in it, if there is such. Undefined where there is none. */
export function takeMemory(proteins: Uint8Array | undefined): UsedMemory | undefined {
  const memory = proteins && knowing?.memory.deref();
  if (memory === undefined) return takePlain();
  const { usedEnd, proteins: placed } = knowing!;
  knowing = undefined;
  return isSame(memory, placed!, proteins!)
    ? { memory, usedEnd, proteins: placed }
    : { memory, usedEnd };
}

function takePlain(): UsedMemory | undefined {
  const memory = plain?.memory.deref();
  const usedEnd = plain?.usedEnd ?? 0;
  plain = undefined;
  return memory && { memory, usedEnd };
}

function isSame(
  { buffer }: WebAssembly.Memory,
  { address, count }: PlacedProteins,
  proteins: Uint8Array,
): boolean {
  return equalBytes(new Uint8Array(buffer, address, count), proteins);
}
