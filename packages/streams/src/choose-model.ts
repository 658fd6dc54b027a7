/**
 * Which models a writer tries on a stream: by what the caller says it holds, by its bytes, or by coding a sample.
 *
 * Any choice can be read; a bad one costs bytes or time only.
 */
import { finishSteps } from '@pmklc/core';
import { chooseTree } from './qualities/quality-tree.ts';
import { findRepeatedLines } from './qualities/repeated-lines.ts';
import { findProteinLayout } from './proteins/protein-layout.ts';
import { areEvenLines, LINES } from './rows/row-layout.ts';
import type { Model } from './stream-coder.ts';
import { encodeInSteps } from './wasm/wasm-coder.ts';

/** Content of a stream: lines of qualities, lines of names, numbers as in docs/format/sequence.md, or anything. */
export type StreamContent = 'qualities' | 'names' | 'numbers' | 'anything';

/** Effort that packing may take; with the least no models are tried against each other. */
export type Effort = 'small' | 'fast' | 'least';

/** Streams up to this length are coded with all models that may fit; of longer ones a sample is. */
export const SAMPLE_BYTES = 1 << 14;
/** Sample of rows, which may be long. */
const ROW_SAMPLE_BYTES = 1 << 18;
/** Qualities begin to pay late: on 16 KiB of ONT text is 1 % smaller, on 0.7 MB larger. */
const QUALITIES_MARGIN = 1.05;
const QUALITIES_SAMPLE_BYTES = 1 << 12;
/** Binary logarithm of the slots of a context of qualities. Twice as many make MiSeq amplicons 0.5 % smaller, and take a tenth longer. */
const SLOT_BITS = { small: 20, fast: 19, least: 19 } as const;
/** Slots are four for each byte at most. */
const MIN_SLOT_BITS = 10;
/** Long reads do not look alike in the same place: 2^20 slots make ONT 0.05 % smaller than 2^16, and take twice as long. */
const LONG_LINE_BYTES = 512;
const LONG_SLOT_BITS = { small: 17, fast: 16, least: 16 } as const;
/** Numbers are likely where so large a part of the bytes is no text. */
const BINARY_SHARE = 1 / 64;

/** Shorter streams are not worth a model where time counts: Brotli makes them as small but for some bytes. */
const LEAST_LIKELY_BYTES = 1 << 9;

const LF = 10;
const CR = 13;
const TAB = 9;

const TABLES: readonly Model[] = [{ method: 'table1' }, { method: 'table2' }, { method: 'table3' }];
const TABLE: Model = { method: 'table2' };
const TEXT: Model = { method: 'text' };
const PRIMED: Model = { method: 'primed' };
const NAMES: Model = { method: 'names' };
const ROWS: Model = { method: 'rows', layout: LINES };
/** Names are coded as such if a sample is no larger by so much: in a fifth of the time, at -2 to 3 %. */
const NAMES_MARGIN = { small: 1.01, fast: 1.05, least: 1.05 } as const;

/** The code of all of a sample, at once. */
export function encodeSample(model: Model, sample: Uint8Array): Uint8Array {
  return finishSteps(encodeInSteps(model, sample));
}

/** The models to try on all of `bytes`: those that may fit a short stream, the best on a sample of a long one. */
export function chooseModels(
  bytes: Uint8Array,
  content: StreamContent,
  { effort, areMates }: { readonly effort: Effort; readonly areMates: boolean },
): readonly Model[] {
  if (content === 'qualities') {
    const histogram = histogramOf(bytes);
    const qualities = planQualities(bytes.length, histogram, effort);
    const sample = bytes.subarray(0, QUALITIES_SAMPLE_BYTES);
    if (qualities !== undefined && isNearly(qualities, [TEXT], sample, QUALITIES_MARGIN)) {
      const copies = findRepeatedLines(bytes, histogram[LF]! + 1);
      return [{ ...qualities, plan: { ...qualities.plan, copies, areMates } }];
    }
  }
  if (effort === 'least') return likely(bytes, content);
  if (bytes.length <= SAMPLE_BYTES) return fitting(bytes, content);
  if (content === 'names') {
    const sample = bytes.subarray(0, SAMPLE_BYTES);
    return [isNearly(NAMES, [TEXT], sample, NAMES_MARGIN[effort]) ? NAMES : TEXT];
  }
  const models = fitting(bytes, content);
  if (models.length === 1) return models;
  const sampleBytes = models.includes(ROWS) ? ROW_SAMPLE_BYTES : SAMPLE_BYTES;
  return [bestOnSample(bytes.subarray(0, sampleBytes), models)];
}

/** The model that makes most streams of such content small; none for those that Brotli makes nearly as small. */
function likely(bytes: Uint8Array, content: StreamContent): readonly Model[] {
  if (bytes.length < LEAST_LIKELY_BYTES) return [];
  if (content === 'names') return [NAMES];
  if (content === 'numbers') return [TABLE];
  const layout = findProteinLayout(bytes.subarray(0, SAMPLE_BYTES)) && findProteinLayout(bytes);
  if (layout !== undefined) return [{ method: 'proteins', layout }];
  return [areEvenLines(bytes) ? ROWS : TEXT];
}

/** All models that may make a stream smallest. */
function fitting(bytes: Uint8Array, content: StreamContent): readonly Model[] {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const isShort = sample.length === bytes.length;
  // Nearly all streams are told apart by the sample, without reading all of them.
  const layout = findProteinLayout(sample) && findProteinLayout(bytes);
  return [
    TEXT,
    ...(content === 'numbers' ? [] : [NAMES]),
    ...(content === 'numbers' || !isShort ? [] : [PRIMED]),
    ...(content === 'numbers' || isBinary(sample) ? TABLES : []),
    ...(content === 'anything' && areEvenLines(bytes) ? [ROWS] : []),
    ...(layout === undefined ? [] : [{ method: 'proteins', layout } as const]),
  ];
}

function bestOnSample(sample: Uint8Array, models: readonly Model[]): Model {
  const sizes = models.map((model) => encodeSample(model, sample).length);
  return models[sizes.indexOf(Math.min(...sizes))]!;
}

/** Whether a sample has many bytes that text does not have. */
function isBinary(sample: Uint8Array): boolean {
  let count = 0;
  for (const byte of sample) {
    if (byte >= 0x7f || (byte < 0x20 && byte !== LF && byte !== CR && byte !== TAB)) count++;
  }
  return count > BINARY_SHARE * sample.length;
}

function histogramOf(bytes: Uint8Array): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let i = 0; i < bytes.length; i++) histogram[bytes[i]!]!++;
  return histogram;
}

/** A model of `length` bytes in lines of qualities; none for lines that are all empty. */
function planQualities(
  length: number,
  histogram: Uint32Array,
  effort: Effort,
): (Model & { method: 'qualities' }) | undefined {
  const lines = histogram[LF]! + 1;
  if (length < lines) return undefined;
  const isLong = length > LONG_LINE_BYTES * lines;
  const most = (isLong ? LONG_SLOT_BITS : SLOT_BITS)[effort];
  const wanted = 34 - Math.clz32(Math.min(length, 1 << most));
  const slotBits = Math.max(MIN_SLOT_BITS, Math.min(wanted, most));
  return { method: 'qualities', plan: { tree: chooseTree(histogram), slotBits } };
}

/** Whether one model makes a sample larger than each of some others by a factor at most. */
function isNearly(
  model: Model,
  others: readonly Model[],
  sample: Uint8Array,
  factor: number,
): boolean {
  const size = encodeSample(model, sample).length;
  return others.every((other) => size <= factor * encodeSample(other, sample).length);
}
