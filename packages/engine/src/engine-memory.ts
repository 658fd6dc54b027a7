/**
 * Memory of an engine: 4 GiB at most, where it traps.
 */
import { PmklcError } from '@pmklc/core';
import type { EngineExports } from './wasm.ts';

/** Addresses come out of the engine with a sign: above 2 GiB they are negative. */
export function allocate(engine: EngineExports, bytes: number): number {
  return withinMemory(() => engine.allocate(bytes)) >>> 0;
}

/** Runs what may need more memory than there is, where the engine traps. */
export function withinMemory<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof WebAssembly.RuntimeError ? tooLarge(error) : error;
  }
}

/** The error of bases for which there is not enough. */
export function tooLarge(cause?: Error): PmklcError {
  const message = 'the bases and their model need more than the 4 GiB of an engine';
  return new PmklcError('memory-limit', message, { cause });
}
