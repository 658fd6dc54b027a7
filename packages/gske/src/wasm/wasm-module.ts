/**
 * Finds, compiles and types `gske.wasm`. Its source is `assembly/`, built by `tools/build-wasm.mjs`.
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

/** The bytes of `gske.wasm`: from the package's folder in Node, by `fetch` elsewhere. */
export async function readWasm(): Promise<Uint8Array<ArrayBuffer>> {
  // The same file seen from `src/` and from `dist/`.
  const url = new URL('../../dist/gske.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return new Uint8Array(await readFile(url));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A fresh instance, ready to encode. */
export async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<GskeWasm> {
  const { instance } = await WebAssembly.instantiate(wasm, {});
  const kernel = instance.exports as unknown as GskeWasm;
  kernel.init();
  return kernel;
}
