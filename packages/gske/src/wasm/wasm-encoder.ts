/**
 * The WebAssembly SIMD encoder: copies a chunk that fits the cache in, runs the kernel, copies the
 * tokens out. Memory is 0.5 MiB, whatever the input.
 */
import { readWasm } from '#wasm-file';
import type { Bases, PackedBases } from '../bases.ts';
import { sliceBases } from '../bases.ts';
import type { SyncEncoder } from '../encoder.ts';
import { cutSlices, syncEncoder } from '../kernel-encoder.ts';
import type { RunList } from '../non-acgt.ts';
import type { Tokens, TokenShape } from '../shape.ts';
import type { GskeWasm } from './wasm-module.ts';
import { instantiate } from './wasm-module.ts';

/** Options of a `wasm` encoder. */
export interface WasmOptions {
  /** The bytes of `gske.wasm`, for bundlers that move it. Default: read from this package. */
  readonly wasm?: Uint8Array<ArrayBuffer>;
}

/**
 * An encoder on WebAssembly SIMD, which every current browser and Node has.
 *
 * @throws Error when `gske.wasm` cannot be read or the engine has no SIMD
 */
export async function createWasmEncoder(options: WasmOptions = {}): Promise<SyncEncoder> {
  const kernel = await instantiate(options.wasm ?? (await readWasm()));
  const chunk = kernel.chunkBases();
  return syncEncoder('wasm', (bases, shape, tokens, runs, offset) => {
    for (const { from, to, first, end } of cutSlices(bases.length, shape, chunk)) {
      const part = sliceBases(bases, from, to);
      encodeChunk(kernel, part, shape, tokens.subarray(first, end), runs, offset + from);
    }
  });
}

function encodeChunk(
  kernel: GskeWasm,
  bases: Bases,
  shape: TokenShape,
  tokens: Tokens,
  runs: RunList,
  offset: number,
): void {
  if (bases instanceof Uint8Array) encodeAscii(kernel, bases, shape, tokens.length, runs, offset);
  else encodePacked(kernel, bases, shape, tokens.length);
  const { buffer } = kernel.memory;
  const made = new Uint8Array(buffer, kernel.tokens(), tokens.byteLength);
  new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength).set(made);
}

function encodeAscii(
  kernel: GskeWasm,
  ascii: Uint8Array,
  { s, k }: TokenShape,
  count: number,
  runs: RunList,
  offset: number,
): void {
  const { buffer } = kernel.memory;
  new Uint8Array(buffer, kernel.input(), ascii.length).set(ascii);
  const found = kernel.encodeAscii(ascii.length, count, s, k);
  if (found === 0) return;
  const pairs = new Uint32Array(buffer, kernel.runs(), 2 * found);
  for (let i = 0; i < pairs.length; i += 2) runs.add(offset + pairs[i], offset + pairs[i + 1]);
}

function encodePacked(
  kernel: GskeWasm,
  { packed, start = 0, length }: PackedBases,
  { s, k }: TokenShape,
  count: number,
): void {
  const bytes = Math.ceil((start + length) / 4);
  new Uint8Array(kernel.memory.buffer, kernel.input(), bytes).set(packed.subarray(0, bytes));
  kernel.encodePacked(bytes, start, count, s, k);
}
