/**
 * Whether a start pays: the beginning of the sequence, where it is worth most, is coded with and without it.
 */
import {
  configForLevel,
  withBothStrands,
  type BaseCoder,
  type ModelConfig,
  type Snapshot,
} from '@pmklc/models';
import type { KnowledgePack } from '../pack/knowledge-pack.ts';
import { USE_BYTES } from './knowledge-use.ts';
import { withSmallContexts } from '../make/small-contexts.ts';
import { BLOCK_BASES } from './shared-words.ts';
import type { Trial } from './trial.ts';
import { firstBlocks, type ReferenceTrials } from './try-reference.ts';

/** The sample: of long sequences so much that trying takes a twentieth of what coding does. */
const SHORT_SAMPLE = 2 ** 13;
const LEAST_SAMPLE = 2 ** 14;
const MOST_SAMPLE = 2 ** 16;
const SHARE = 1 / 64;
/**
 * Bases of a long sequence, where a gain at the beginning may be lost later: of 418 genomes of SARS-CoV-2 the first gets 57
 * bytes smaller, and all of them 8 larger. Where the start pays to the end, the second half of the sample gains, too: by more
 * than `LEAST_LATER` of what the first half does.
 */
const LONG_BASES = 2 ** 18;
const LEAST_LATER = 1 / 3;

/** A start to be tried. */
interface Candidate {
  readonly pack: KnowledgePack;
  readonly snapshot: Snapshot;
  /** The sequence. */
  readonly bases: Uint8Array;
  /** Whether the header names the pack anyway. */
  readonly isNamed: boolean;
  /** References that were chosen: what these give, a start need not. */
  readonly tried: ReferenceTrials;
}

/** The model that would start from it. */
interface Model {
  readonly engine: BaseCoder<ModelConfig>;
  readonly level: number;
  readonly bothStrands?: boolean;
  readonly readLengths?: readonly number[] | undefined;
}

export function trySnapshot(
  { pack, snapshot, bases, isNamed, tried }: Candidate,
  model: Model,
): Trial {
  const { readLengths } = model;
  const count = sampleBases(bases.length);
  const config = probeOf(model, bases.length, count);
  const prefix = tried.prefixFor(firstBlocks(Math.ceil(count / BLOCK_BASES)));
  const costOf = (end: number, beginning = {}): number =>
    model.engine.encode(config, bases.subarray(0, end), { prefix, readLengths, ...beginning })
      .length;
  const savedOf = (end: number): number => costOf(end) - costOf(end, { snapshot });
  const bytesWithout = costOf(count);
  const bytesWith = costOf(count, { snapshot });
  const saved = bytesWithout - bytesWith;
  const pays = saved > (isNamed ? 0 : USE_BYTES);
  const isChosen = pays && (bases.length < LONG_BASES || lasts(saved, savedOf(count / 2)));
  return { pack: pack.hexId, what: 'snapshot', bytesWithout, bytesWith, isChosen };
}

function sampleBases(baseCount: number): number {
  if (baseCount < LONG_BASES) return SHORT_SAMPLE;
  return Math.max(LEAST_SAMPLE, Math.min(MOST_SAMPLE, Math.floor(SHARE * baseCount)));
}

function lasts(saved: number, savedFirst: number): boolean {
  return saved - savedFirst > LEAST_LATER * savedFirst;
}

/** The model, with small tables. */
function probeOf(
  { level, bothStrands = false }: Omit<Model, 'engine'>,
  baseCount: number,
  sampleBases: number,
): ModelConfig {
  const { pool } = configForLevel(level, sampleBases);
  const single = withSmallContexts({ ...configForLevel(level, baseCount), pool });
  return bothStrands ? withBothStrands(single) : single;
}
