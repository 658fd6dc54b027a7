/**
 * Finds, compiles and types `streams.wasm`. Its source is `assembly/`, built by `tools/build-wasm.mjs`.
 */
import { fetchWasm, readWasm } from '#wasm-file';

/** Exports of `assembly/index.ts`. Addresses are offsets into the memory; 0 for an input means that there is none. */
export interface StreamsWasm {
  readonly memory: WebAssembly.Memory;
  init(): void;
  begin(): void;
  reserve(bytes: number): number;
  beginEncoding(): void;
  beginDecoding(code: number, bytes: number): void;
  beginModelled(
    columns: number,
    primer: number,
    primerBytes: number,
    input: number,
    length: number,
  ): void;
  beginQualities(
    slotBits: number,
    areMates: boolean,
    tree: number,
    copies: number,
    input: number,
    length: number,
  ): number;
  beginNames(input: number, length: number): void;
  beginRows(width: number, first: number, input: number, length: number): void;
  beginProteins(
    width: number,
    isCrLf: boolean,
    primer: number,
    primerBytes: number,
    input: number,
    length: number,
  ): void;
  codeTo(end: number): number;
  codedBytes(): number;
  finishEncoder(): void;
  outputAddress(): number;
  outputBytes(): number;
  decodedAddress(): number;
  isTruncated(): number;
  isExhausted(): number;
}

/** An instance that had to grow beyond this is not kept for the next stream. */
const MAX_KEPT_BYTES = 2 ** 26;

let compiled: WebAssembly.Module | undefined;
let kept: StreamsWasm | undefined;

/**
 * An instance that has forgotten the last stream, and is the caller's alone: streams that are coded by turns have one each.
 * Whoever does not give it back, after an error or because nobody wants the rest, leaves it to the garbage collector.
 */
export function takeInstance(): StreamsWasm {
  const wasm = kept ?? instantiate();
  kept = undefined;
  wasm.begin();
  return wasm;
}

/** Keeps an instance for the next stream. */
export function giveBack(wasm: StreamsWasm): void {
  if (wasm.memory.buffer.byteLength <= MAX_KEPT_BYTES) kept = wasm;
}

/** Fetches and compiles the models, once. @throws Error when they cannot be fetched */
export async function compileStreams(wasm?: Uint8Array<ArrayBuffer>): Promise<void> {
  compiled ??= await WebAssembly.compile(wasm ?? (await fetchWasm()));
}

function compiledNow(): WebAssembly.Module {
  const wasm = readWasm();
  if (wasm === undefined) {
    throw new Error('the models of side streams are not there: await loadStreams() first');
  }
  return new WebAssembly.Module(wasm);
}

function instantiate(): StreamsWasm {
  compiled ??= compiledNow();
  const abort = (): never => {
    throw new Error('the models of side streams stopped');
  };
  const instance = new WebAssembly.Instance(compiled, { env: { abort } });
  const wasm = instance.exports as unknown as StreamsWasm;
  wasm.init();
  return wasm;
}
