/**
 * The compiled engine: `assembly/index.ts`, built to `dist/engine.wasm`.
 */
import { checkResidues, proteinPlaceBytes, proteinPlaces } from '@pmklc/models';
import { fetchWasm, readWasm } from '#wasm-file';
import type { EngineVariant } from './variant.ts';
import { giveMemory, takeMemory, type PlacedProteins } from './used-memory.ts';

/** Exports of `assembly/index.ts`. Addresses are offsets into the memory. */
export interface EngineExports {
  readonly memory: WebAssembly.Memory;
  startUsed(end: number): void;
  endOfUsed(): number;
  endOfReserved(): number;
  allocate(bytes: number): number;
  init(capacity: number, lanes: number, thread: number, threads: number): void;
  /** Joins the first thread, in another one, once that has started the bases. */
  join(before: number, count: number, experience: number): void;
  /** Whether the threads have lost one of them. */
  hasLostThread(): number;
  lnAddress(): number;
  expCoarseAddress(): number;
  expFineAddress(): number;
  /** Tables of the fast model, in place of those before. */
  squashAddress(): number;
  stretchAddress(): number;
  basesAddress(): number;
  /** Makes the model of `engineSettings`, integers of 32 bits at the address. */
  build(settings: number, hasExternal: boolean): void;
  /** Address of `translationTables`, in a model that has translated copies; `startTranslation` follows. */
  translationAddress(): number;
  /** Address of the state of `CodonSubstitution`. */
  substitutionAddress(): number;
  startTranslation(): void;
  /** Address for so many residues, in a model that knows proteins: the first that is reserved, before `build`. */
  reserveProteins(count: number, places: number, placeBytes: number): number;
  /** Follows when they are written, and after `startTranslation`. */
  indexProteins(): void;
  prime(input: number, count: number): void;
  /** Says how many bases follow those that are known; the last call before the first of them. */
  startBases(count: number): void;
  /** Uses a lane from now on: the coder's calls are about that. */
  useLane(lane: number): void;
  startFrom(experience: number): void;
  /** Says that reads follow, of one length or of two in turn; the second is 0 if there is one. */
  startReads(first: number, second: number): void;
  /**
   * Calls the host's `transfer` for each region of memory that a part of a snapshot is made of.
   * @param piece number of a kind in the registry; behind these, secondary estimation, then the mixer
   * @param part of the piece
   */
  transferPart(piece: number, part: number): void;
  startEncoder(output: number): void;
  /** Codes `count` bases of each lane, from `stride` bytes behind those of the one before. */
  encode(input: number, stride: number, count: number): void;
  outputCursor(): number;
  moveOutput(output: number): void;
  pendingBytes(): number;
  finishEncoder(): void;
  startDecoder(payload: number, bytes: number): number;
  decode(count: number): void;
  decodeReporting(count: number, notes: number, stride: number): void;
  isTruncated(): number;
  bytesLeft(): number;
}

/** Functions of the host that the engine calls; the slot of an external predictor first, both once a base. */
export interface EngineHost {
  predict(frequencies: number): void;
  update(base: number): void;
  /** A region of the part that `transferPart` was called for. */
  transfer(address: number, bytes: number): void;
}

/** Memory for each base coded, up to which most of it was touched: a base touches several pages of 4,096 bytes. */
const TOUCHED_BYTES = 256;
/** Constants of an instance are below it, and written by the instance itself; nothing else is. */
const CONSTANTS_BYTES = 2 ** 16;

const compiled: Partial<Record<EngineVariant, WebAssembly.Module>> = {};
/** Pages of 4 GiB, the most that a memory can have. */
const MOST_PAGES = 2 ** 16;

/**
 * Fetches and compiles the engine for one lane, that for several and the fast one, once.
 * @param single the bytes of `engine.wasm`, `lanes` those of `engine-lanes.wasm`, `fast` those of `engine-fast.wasm`: where the first are
 *   given and these not, there is none
 * @throws Error when one cannot be fetched
 */
export async function compileEngine(
  single?: Uint8Array<ArrayBuffer>,
  lanes?: Uint8Array<ArrayBuffer>,
  fast?: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const compile = async (variant: EngineVariant, wasm?: Uint8Array<ArrayBuffer>): Promise<void> => {
    compiled[variant] ??= await WebAssembly.compile(wasm ?? (await fetchWasm(variant)));
  };
  await compile('single', single);
  if (single === undefined || lanes !== undefined) await compile('lanes', lanes);
  if (single === undefined || fast !== undefined) await compile('fast', fast);
}

/** The compiled engine. @throws Error when it has to be fetched first */
export function moduleOf(variant: EngineVariant): WebAssembly.Module {
  return (compiled[variant] ??= compiledNow(variant));
}

function compiledNow(variant: EngineVariant): WebAssembly.Module {
  const wasm = readWasm(variant);
  if (wasm === undefined)
    throw new Error(`the engine (${variant}) is not there: await loadEngine() first`);
  return new WebAssembly.Module(wasm);
}

/** An instance, and the proteins that it knows. */
export interface Instance {
  readonly engine: EngineExports;
  readonly proteins?: PlacedProteins;
  /** Whether they and their index were there. */
  readonly hasIndex: boolean;
}

/**
 * A new instance: its memory reads as zero, which every table of the model relies on.
 * @param proteins that its model is to know: 0..20, one a byte; they come first in its memory, and may be there before
 * @param variant for how many lanes and threads
 * @throws RangeError when one of them is not in 0..20
 */
export function instantiate(
  host: EngineHost,
  proteins?: Uint8Array,
  variant: EngineVariant = 'single',
): Instance {
  const isShared = variant === 'threads';
  const module = moduleOf(variant);
  const abort = (): never => {
    throw new Error('the engine stopped');
  };
  const used = isShared ? undefined : takeMemory(proteins);
  const memory = used?.memory ?? newMemory(isShared);
  new Uint8Array(memory.buffer, 0, CONSTANTS_BYTES).fill(0);
  const instance = new WebAssembly.Instance(module, {
    env: { abort, memory },
    host: { ...host },
  });
  const engine = instance.exports as unknown as EngineExports;
  const hasIndex = used?.proteins !== undefined;
  if (!hasIndex) engine.startUsed(used?.usedEnd ?? 0);
  const placed = proteins && placeProteins(engine, proteins, hasIndex);
  if (hasIndex) engine.startUsed(used.usedEnd);
  return { engine, proteins: placed, hasIndex };
}

function newMemory(isShared: boolean): WebAssembly.Memory {
  if (!isShared) return new WebAssembly.Memory({ initial: 1 });
  return new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
}

function placeProteins(
  engine: EngineExports,
  proteins: Uint8Array,
  areThere: boolean,
): PlacedProteins {
  const count = proteins.length;
  const places = proteinPlaces(count);
  const address = engine.reserveProteins(count, places, proteinPlaceBytes(count)) >>> 0;
  if (!areThere) {
    checkResidues(proteins);
    bytesAt(engine, address, count).set(proteins);
  }
  return { address, count, end: engine.endOfReserved() >>> 0 };
}

/**
 * Releases an instance that has done its work: its memory is another's from now on. Not after an error, and not when it
 * reserved more than `bases` can have touched: clearing that for the next one would take it for the first time.
 */
export function release({ engine, proteins }: Instance, bases: number): void {
  const used = engine.endOfUsed() >>> 0;
  const reserved = engine.endOfReserved() >>> 0;
  if (reserved > used && reserved - (proteins?.end ?? 0) > TOUCHED_BYTES * bases) return;
  giveMemory({ memory: engine.memory, usedEnd: Math.max(used, reserved), proteins });
}

/** A view that is valid until the memory grows. */
export function bytesAt(engine: EngineExports, address: number, length: number): Uint8Array {
  return new Uint8Array(engine.memory.buffer, address, length);
}
