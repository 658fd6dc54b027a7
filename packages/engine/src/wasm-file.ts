/**
 * The compiled engine's files, where they are fetched: in a browser. Bundlers find them by these URLs.
 */
import { fetchBytes } from '@pmklc/core';
import type { EngineVariant } from './variant.ts';

const FILES: Record<EngineVariant, URL> = {
  single: new URL('../dist/engine.wasm', import.meta.url),
  lanes: new URL('../dist/engine-lanes.wasm', import.meta.url),
  threads: new URL('../dist/engine-threads.wasm', import.meta.url),
  fast: new URL('../dist/engine-fast.wasm', import.meta.url),
};

/** It cannot be had at once. */
export function readWasm(variant: EngineVariant): Uint8Array<ArrayBuffer> | undefined {
  void variant;
  return undefined;
}

/** Bytes of a variant. @throws Error when they are not there */
export function fetchWasm(variant: EngineVariant): Promise<Uint8Array<ArrayBuffer>> {
  return fetchBytes(FILES[variant]);
}
