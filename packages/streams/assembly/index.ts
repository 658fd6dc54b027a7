/**
 * The models of side streams, compiled. The classes of `src/` define the results; an instance codes one stream after the other.
 *
 * The host calls `init` once, and for each stream `begin`, `reserve` for what it writes, `beginEncoding` or `beginDecoding`, the
 * function that begins its kind of stream, and `codeTo` until all is coded.
 */
import * as coder from './bytes/bit-coder';
import { initByteModels } from './bytes/byte-model';
import { initLogistic } from './bytes/logistic';
import { bytesOf, newBuffer } from './bytes/byte-buffer';
import { allocate, keepAllocated, releaseAll } from './memory';
import { initQualityModels } from './qualities/quality-model';
import {
  beginQualityStream,
  codeQualitiesTo,
  decoded as decodedQualities,
  done as doneQualities,
} from './qualities/quality-stream';
import { initAlphabet } from './proteins/amino-acid-alphabet';
import { initProperties } from './proteins/amino-acid-contexts';
import { initResidueModels } from './proteins/amino-acid-model';
import { initClasses } from './proteins/homolog-finder';
import { initScores } from './proteins/homolog-scores';
import { beginProteinStream, codedProteins, codeProteinsTo } from './proteins/protein-stream';
import {
  codeStreamByte,
  historyAddress,
  historyLength,
  initRowModel,
  initStreamModel,
  learnPrimer,
} from './model-stream';
import { initFields } from './text/name-fields';
import { beginNameStream, codedNames, codeNamesTo } from './text/name-stream';

export {
  finishEncoder,
  outputAddress,
  outputBytes,
  isExhausted,
  isTruncated,
} from './bytes/bit-coder';

/** First call: makes the constants of all streams. */
export function init(): void {
  initLogistic();
  initByteModels();
  initQualityModels();
  initAlphabet();
  initProperties();
  initClasses();
  initScores();
  initResidueModels();
  initFields();
  keepAllocated();
}

/** Forgets the last stream. */
export function begin(): void {
  releaseAll();
}

/** Room for `bytes` bytes of the host's. */
export function reserve(bytes: usize): usize {
  return allocate(bytes);
}

/** Makes the bits from here on be encoded. */
export function beginEncoding(): void {
  coder.startEncoder();
  coder.setMode(coder.ENCODE);
}

/** Makes the bits from here on be decoded from `bytes` bytes at `code`. */
export function beginDecoding(code: usize, bytes: usize): void {
  coder.startDecoder(code, bytes);
  coder.setMode(coder.DECODE);
}

const FIRST_CAPACITY: usize = 1 << 16;

const MODELLED: i32 = 0;
const QUALITIES: i32 = 1;
const NAMES: i32 = 2;
const PROTEINS: i32 = 3;

/** Method by which the stream is coded. */
let method: i32 = MODELLED;
let length: u32 = 0;
/** Bytes to encode as text or a table; 0 when decoding. */
let modelledInput: usize = 0;
let primed: i32 = 0;
/** The buffer of decoded proteins. */
let proteins: usize = 0;

/** A stream of `bytes` bytes, when encoding those at `input`, as text (0 columns) or a table. */
export function beginModelled(
  columns: i32,
  primer: usize,
  primerBytes: i32,
  input: usize,
  bytes: u32,
): void {
  beginStream(MODELLED, bytes);
  modelledInput = input;
  primed = primerBytes;
  initStreamModel(columns, primerBytes, bytes);
  learnPrimer(primer, primerBytes);
}

/** A stream of `bytes` bytes, when encoding those at `input`, as rows of `width` bytes of which the first has `first`, or as lines (0). */
export function beginRows(width: i32, first: i32, input: usize, bytes: u32): void {
  beginStream(MODELLED, bytes);
  modelledInput = input;
  primed = 0;
  initRowModel(width, first, bytes);
}

/**
 * A stream of `bytes` bytes of qualities, when encoding those at `input`, of mates or not, with the tree at `tree` and the copies at
 * `copies`, 0 for none.
 * Returns false for bad code.
 */
export function beginQualities(
  slotBits: i32,
  areMates: bool,
  tree: usize,
  copies: usize,
  input: usize,
  bytes: u32,
): bool {
  beginStream(QUALITIES, bytes);
  return beginQualityStream(slotBits, areMates, tree, copies, input, bytes);
}

/** A stream of `bytes` bytes of names, when encoding those at `input`, behind which is an LF. */
export function beginNames(input: usize, bytes: u32): void {
  beginStream(NAMES, bytes);
  beginNameStream(input, bytes);
}

/** A stream of `bytes` bytes of titles and proteins, when encoding those at `input`. */
export function beginProteins(
  width: u32,
  isCrLf: bool,
  primer: usize,
  primerBytes: i32,
  input: usize,
  bytes: u32,
): void {
  beginStream(PROTEINS, bytes);
  const capacity = min(<usize>bytes, FIRST_CAPACITY) + 1;
  proteins = input ? 0 : newBuffer(capacity);
  initStreamModel(0, primerBytes, bytes);
  learnPrimer(primer, primerBytes);
  beginProteinStream(width, isCrLf, input, bytes, proteins, capacity);
}

function beginStream(as: i32, bytes: u32): void {
  method = as;
  length = bytes;
}

/** Codes on until `end` bytes or more are coded, all of them if there are not so many. Returns false for bad code. */
export function codeTo(end: u32): bool {
  const to = min(end, length);
  if (method == QUALITIES) return codeQualitiesTo(to);
  if (method == NAMES) return codeNamesTo(to);
  if (method == PROTEINS) codeProteinsTo(to);
  else codeModelledTo(to);
  return true;
}

function codeModelledTo(to: u32): void {
  const input = modelledInput;
  for (let i = codedBytes(); i < to && !coder.isTruncated(); i++) {
    codeStreamByte(input ? <i32>load<u8>(input + i) : 0);
  }
}

/** Bytes coded so far. */
export function codedBytes(): u32 {
  if (method == QUALITIES) return doneQualities;
  if (method == NAMES) return codedNames();
  if (method == PROTEINS) return codedProteins();
  return historyLength() - primed;
}

/** Address of what was decoded so far. */
export function decodedAddress(): usize {
  if (method == NAMES) return historyAddress();
  if (method == MODELLED) return historyAddress() + primed;
  const buffer = method == QUALITIES ? decodedQualities : proteins;
  return buffer ? bytesOf(buffer) : 0;
}
