/**
 * WebAssembly: the engine, the models of side streams and Brotli, which a browser must fetch before the first partition. Node needs to fetch nothing.
 */
import { loadBrotli } from '@pmklc/core/brotli';
import { loadEngine } from '@pmklc/engine';
import { loadStreams } from '@pmklc/streams';
import type { Engine, EngineName } from './model-coder.ts';

/**
 * Fetches each once.
 * @param engine the one that will code
 * @throws what a fetch throws
 */
export async function loadWasm(engine: EngineName | Engine = 'wasm'): Promise<void> {
  const needsEngine = engine === 'wasm';
  await Promise.all([loadBrotli(), loadStreams(), needsEngine ? loadEngine() : undefined]);
}
