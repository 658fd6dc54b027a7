/**
 * The compiled engine's files, in Node. The same files seen from `src/` and from `dist/`.
 */
import { readFileSync } from 'node:fs';
import type { EngineVariant } from './variant.ts';

const FILES: Record<EngineVariant, URL> = {
  single: new URL('../dist/engine.wasm', import.meta.url),
  lanes: new URL('../dist/engine-lanes.wasm', import.meta.url),
  threads: new URL('../dist/engine-threads.wasm', import.meta.url),
  fast: new URL('../dist/engine-fast.wasm', import.meta.url),
};

/** Bytes of a variant. */
export function readWasm(variant: EngineVariant): Uint8Array<ArrayBuffer> | undefined {
  return new Uint8Array(readFileSync(FILES[variant]));
}

/** Bytes of a variant; nothing is fetched from a network. */
export async function fetchWasm(variant: EngineVariant): Promise<Uint8Array<ArrayBuffer>> {
  return readWasm(variant)!;
}
