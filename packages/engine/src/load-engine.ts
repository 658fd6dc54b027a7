/**
 * Loading of the engine, in a file of its own: its declaration names no types of WebAssembly, which programs for Node lack.
 */
import { compileEngine } from './wasm.ts';

/**
 * Fetches and compiles the engine, once. A browser needs it before anything is coded; Node reads it when it is needed.
 * @param wasm the bytes of `engine.wasm`, where a bundler moves the file; default: fetched
 * @param lanes those of `engine-lanes.wasm`, for partitions of several lanes; default: fetched, or none beside `wasm`
 * @param fast those of `engine-fast.wasm`, for level 0; default: fetched, or none beside `wasm`
 * @throws Error when they cannot be fetched
 */
export function loadEngine(
  wasm?: Uint8Array<ArrayBuffer>,
  lanes?: Uint8Array<ArrayBuffer>,
  fast?: Uint8Array<ArrayBuffer>,
): Promise<void> {
  return compileEngine(wasm, lanes, fast);
}
