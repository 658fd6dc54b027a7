/**
 * Weights of the gated mixer, which all lanes share. Defined by `MixerWeights` in `@pmklc/mixer`.
 */
import { allocate } from '../memory';
import { transfer } from '../snapshot';
import { ALIGNMENT_SETS } from '../generated/translated/translated-experts';
import { BASES_CONTEXTS, FIRST_WEIGHT } from '../generated/dynamic/mixing-config';
import { CONFIDENCES } from '../generated/mixer/gated-mixer';

const BASE_SETS: i32 = BASES_CONTEXTS;
const COPY_SETS: i32 = 36;
const AGREEMENT_SETS: i32 = 96;
const FRAME_SETS: i32 = 28;

/** Experts; eights of them; bytes of a set, a weight for each, padded. */
export let experts: i32 = 0;
export let blocks: usize = 0;
export let setBytes: usize = 0;
/** Weight sets by the last bases and by the state of the repeat pool. */
export let byBases: usize = 0;
export let byCopies: usize = 0;
export let byAgreement: usize = 0;
/** Weights by the likeliest state of the frame model. */
export let byFrame: usize = 0;
/** Weights by the best translated alignment, in models that have translated copies; 0: there are none. */
export let byAlignment: usize = 0;
/** Weights that each expert selects by its own confidence: i32[expert][16]. */
export let ownTable: usize = 0;

/** Makes the first weights of so many experts. */
export function initWeights(expertCount: i32, isTranslated: bool): void {
  experts = expertCount;
  blocks = <usize>((expertCount + 7) >> 3);
  setBytes = blocks * 32;
  byBases = newSets(BASE_SETS, 0);
  byCopies = newSets(COPY_SETS, FIRST_WEIGHT);
  byAgreement = newSets(AGREEMENT_SETS, 0);
  byFrame = newSets(FRAME_SETS, 0);
  if (isTranslated) byAlignment = newSets(ALIGNMENT_SETS, 0);
  ownTable = allocate(blocks * 8 * CONFIDENCES * 4);
}

function newSets(count: i32, weight: i32): usize {
  const table = allocate(setBytes * count);
  for (let set = 0; set < count; set++) {
    for (let expert = 0; expert < experts; expert++) {
      store<i32>(table + setBytes * set + ((<usize>expert) << 2), weight);
    }
  }
  return table;
}

/** Names the regions of the part. */
export function transferMixer(): void {
  transferSets(byBases, BASE_SETS);
  transferSets(byCopies, COPY_SETS);
  transferSets(byAgreement, AGREEMENT_SETS);
  transferSets(byFrame, FRAME_SETS);
  if (byAlignment != 0) transferSets(byAlignment, ALIGNMENT_SETS);
  transfer(ownTable, <usize>experts * CONFIDENCES * 4);
}

/** Without the padding. */
function transferSets(table: usize, count: i32): void {
  for (let set = 0; set < count; set++) transfer(table + setBytes * set, (<usize>experts) << 2);
}
