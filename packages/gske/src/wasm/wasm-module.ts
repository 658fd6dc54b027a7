/**
 * Compiles and types `gske.wasm`. Its source is `assembly/`, built by `tools/build-wasm.mjs`.
 */

/** Exports of `assembly/index.ts`. */
export interface GskeWasm {
  readonly memory: { readonly buffer: ArrayBuffer };
  init(): void;
  chunkBases(): number;
  input(): number;
  tokens(): number;
  runs(): number;
  encodeAscii(length: number, count: number, s: number, k: number): number;
  encodePacked(bytes: number, start: number, count: number, s: number, k: number): void;
}

/** A fresh instance, ready to encode. */
export async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<GskeWasm> {
  const { instance } = await WebAssembly.instantiate(wasm, {});
  const kernel = instance.exports as unknown as GskeWasm;
  kernel.init();
  return kernel;
}
