/**
 * Loading of the compiled models, in a file of its own: its declaration names no types of WebAssembly, which programs for Node lack.
 */
import { compileStreams } from './wasm-module.ts';

/**
 * Fetches and compiles the models of side streams, once. A browser needs it before anything is packed; Node reads them when they
 * are needed.
 * @param wasm the bytes of `streams.wasm`, where a bundler moves the file; default: fetched
 * @throws Error when it cannot be fetched
 */
export function loadStreams(wasm?: Uint8Array<ArrayBuffer>): Promise<void> {
  return compileStreams(wasm);
}
