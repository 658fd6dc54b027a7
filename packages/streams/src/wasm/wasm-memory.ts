/**
 * Bytes in the memory of an instance.
 */
import type { StreamsWasm } from './wasm-module.ts';

/** Puts bytes into memory, never at address 0. */
export function write(wasm: StreamsWasm, bytes: Uint8Array): number {
  const address = wasm.reserve(bytes.length) >>> 0;
  bytesAt(wasm, address, bytes.length).set(bytes);
  return address;
}

/** A view that is valid until the memory grows. */
export function bytesAt(wasm: StreamsWasm, address: number, length: number): Uint8Array {
  return new Uint8Array(wasm.memory.buffer, address >>> 0, length);
}
