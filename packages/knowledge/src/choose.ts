/**
 * The selector: which public knowledge pays for this sequence, by measured gain on a sample.
 */
import { configForLevel, type ModelConfig } from '@pmklc/core';
import { engine } from '@pmklc/engine';
import type { KnowledgePack } from './knowledge-pack.ts';
import { PACK_ID_BYTES } from './knowledge-pack.ts';
import type { KnowledgeUse } from './knowledge-use.ts';
import { stretchesOf, type Reference } from './reference.ts';
import { CHUNK_BASES, SampleWords, type SharedWords } from './shared-words.ts';

/** Bases of the sample that references are tried on, in so many stretches. */
const SAMPLE_BASES = 2 ** 17;
const STRETCHES = 4;
/** Words that a reference must share with the sample for a trial. */
const LEAST_SHARED = 24;
/** Bases at the start that a snapshot is tried on: it is worth most there. */
const SNAPSHOT_SAMPLE_BASES = 2 ** 15;
/** Bytes of a header for naming a pack: tag, length, revision, id, mask. */
const USE_BYTES = 3 + PACK_ID_BYTES + 1;
/** A reference must save so much of the sample, or reading it takes longer than it is worth. */
const LEAST_SHARE = 0.002;

/** What was tried, and what came of it. */
export interface Trial {
  /** The pack's id in hexadecimal. */
  readonly pack: string;
  /** Name of a reference, or "snapshot". From the pack: escape it before printing. */
  readonly what: string;
  /** Bytes of the sample without it, and with it. */
  readonly bytesWithout: number;
  readonly bytesWith: number;
  readonly isChosen: boolean;
}

/** The selector's decision and its evidence. */
export interface Choice {
  readonly uses: readonly KnowledgeUse[];
  readonly trials: readonly Trial[];
}

export interface ChoiceRules {
  /** 1..9 */
  readonly level: number;
  /** Whether the model may start from a snapshot: not when it starts from another, or is not the level's. */
  readonly allowsSnapshot: boolean;
  /** Most bases of references, all together. */
  readonly mostPrimerBases: number;
  /** Takes everything without a trial. */
  readonly isForced?: boolean;
}

/** No networks: what references are worth shows in the repeat pool, at a tenth of the time. */
const PROBE: ModelConfig = { ...configForLevel(1, 2 ** 22), networks: [] };

/**
 * Tries every reference and snapshot of the packs, in order.
 * @param bases one partition, 0..3, one a byte
 */
export function chooseKnowledge(
  bases: Uint8Array,
  packs: readonly KnowledgePack[],
  rules: ChoiceRules,
): Choice {
  const sample = new Sample(bases);
  const trials: Trial[] = [];
  const uses: KnowledgeUse[] = [];
  let { allowsSnapshot, mostPrimerBases } = rules;
  for (const pack of packs) {
    const references = chooseReferences(pack, sample, { ...rules, mostPrimerBases }, trials);
    const isNamed = references.length > 0;
    const hasSnapshot = allowsSnapshot && takesSnapshot(pack, bases, rules, isNamed, trials);
    if (hasSnapshot) allowsSnapshot = false;
    mostPrimerBases -= basesOf(pack, references);
    if (hasSnapshot || isNamed) uses.push({ pack, hasSnapshot, references });
  }
  return { uses, trials };
}

function basesOf({ contents }: KnowledgePack, references: readonly number[]): number {
  return references.reduce((sum, i) => sum + contents.references[i]!.baseCount, 0);
}

/** Indices of those that pay, as long as there is room. */
function chooseReferences(
  pack: KnowledgePack,
  sample: Sample,
  { mostPrimerBases, isForced }: ChoiceRules,
  trials: Trial[],
): number[] {
  const chosen: number[] = [];
  pack.contents.references.forEach((reference, i) => {
    if (basesOf(pack, [...chosen, i]) > mostPrimerBases) return;
    if (!isForced) {
      const shared = sample.sharedWith(reference);
      if (shared.count < LEAST_SHARED) return;
      const trial = tryReference(pack, reference, shared, sample);
      trials.push(trial);
      if (!trial.isChosen) return;
    }
    chosen.push(i);
  });
  return chosen;
}

/** @param isNamed whether the header names the pack anyway */
function takesSnapshot(
  pack: KnowledgePack,
  bases: Uint8Array,
  { level, isForced }: ChoiceRules,
  isNamed: boolean,
  trials: Trial[],
): boolean {
  const snapshot = pack.snapshotOf(level);
  if (snapshot === undefined || isForced) return snapshot !== undefined;
  const sample = bases.subarray(0, SNAPSHOT_SAMPLE_BASES);
  const config = configForLevel(level, bases.length);
  const bytesWithout = engine.encode(config, sample).length;
  const bytesWith = engine.encode(config, sample, { snapshot }).length;
  const isChosen = bytesWithout - bytesWith > (isNamed ? 0 : USE_BYTES);
  trials.push({ pack: pack.hexId, what: 'snapshot', bytesWithout, bytesWith, isChosen });
  return isChosen;
}

/** A little of the sequence, and what is known of it. */
class Sample {
  readonly bases: Uint8Array;
  readonly #words: SampleWords;
  #bytes: number | undefined;

  constructor(bases: Uint8Array) {
    this.bases = sampleOf(bases);
    this.#words = new SampleWords(this.bases);
  }

  sharedWith(reference: Reference): SharedWords {
    return this.#words.sharedWith(reference);
  }

  /** What it takes without a reference. */
  get bytes(): number {
    this.#bytes ??= engine.encode(PROBE, this.bases).length;
    return this.#bytes;
  }
}

/** All of a short sequence; of a long one, stretches from all over it. */
function sampleOf(bases: Uint8Array): Uint8Array {
  if (bases.length <= SAMPLE_BASES) return bases;
  const sample = new Uint8Array(SAMPLE_BASES);
  const length = SAMPLE_BASES / STRETCHES;
  for (let i = 0; i < STRETCHES; i++) {
    const start = Math.floor(((bases.length - length) * i) / (STRETCHES - 1));
    sample.set(bases.subarray(start, start + length), i * length);
  }
  return sample;
}

/** With those stretches only that share words: they are what can be copied, and the rest takes its time. */
function tryReference(
  pack: KnowledgePack,
  reference: Reference,
  { chunks }: SharedWords,
  sample: Sample,
): Trial {
  const primer = stretchesOf(reference, chunks, CHUNK_BASES);
  const bytesWithout = sample.bytes;
  const bytesWith = engine.encode(PROBE, sample.bases, { primer }).length;
  const least = Math.max(USE_BYTES, bytesWithout * LEAST_SHARE);
  const isChosen = bytesWithout - bytesWith > least;
  return { pack: pack.hexId, what: reference.name, bytesWithout, bytesWith, isChosen };
}
