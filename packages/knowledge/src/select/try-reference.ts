/**
 * Whether a reference pays: a sample of the sequence is coded with and without it. The sample is those blocks that
 * share most with it, and of the reference only those units are read that share words with the sample.
 */
import { concatBytes } from '@pmklc/core';
import { configForLevel, withBothStrands, type BaseCoder, type ModelConfig } from '@pmklc/models';
import type { KnowledgePack } from '../pack/knowledge-pack.ts';
import { USE_BYTES, type ReferenceUse } from './knowledge-use.ts';
import { basesOf, UNIT_BASES, type Reference } from '../pack/reference.ts';
import { BLOCK_BASES, type SharedWords } from './shared-words.ts';
import { baseCountOf } from './reference-ranges.ts';
import type { Trial } from './trial.ts';

/** Blocks of a sample: all of a short sequence, at most a fourth of a longer one. */
const LEAST_BLOCKS = 4;
const MOST_BLOCKS = 8;
const SHARE = 1 / 4;
/** Bytes that a range takes in a header. */
const RANGE_BYTES = 2;
/** Share of the probe's saving that is real: of what it saves by copying, other experts of the level's model save half without. */
const REAL_SHARE = 0.5;
/** Bases of a reference that must save a byte of the sample: reading them takes time. */
const BASES_PER_BYTE = 2 ** 16;

/** No networks, no frames, small tables: what references are worth shows in the repeat pool, at a tenth of the time. */
const PROBE: ModelConfig = {
  ...configForLevel(1, MOST_BLOCKS * BLOCK_BASES),
  orders: [2, 8],
  frames: null,
  networks: [],
  secondaryEstimation: false,
};

/** A reference to be tried. */
interface Candidate {
  readonly pack: KnowledgePack;
  readonly use: ReferenceUse;
  /** Words that it has in common with the sequence, and that no other chosen reference has. */
  readonly shared: SharedWords;
  /** Whether the header names the pack anyway. */
  readonly isNamed: boolean;
}

/** Engine and strands that samples are coded with. */
interface Probing {
  readonly engine: BaseCoder<ModelConfig>;
  /** Whether the probe learns from both strands. Default false. */
  readonly bothStrands?: boolean;
}

/** Tries references, each beside those that were chosen before. */
export class ReferenceTrials {
  readonly #bases: Uint8Array;
  readonly #engine: BaseCoder<ModelConfig>;
  readonly #probe: ModelConfig;
  readonly #chosen: Candidate[] = [];
  /** Bytes of samples, by what was coded: that of a short sequence is the same for each reference. */
  readonly #known = new Map<string, number>();

  constructor(bases: Uint8Array, { engine, bothStrands = false }: Probing) {
    this.#bases = bases;
    this.#engine = engine;
    this.#probe = bothStrands ? withBothStrands(PROBE) : PROBE;
  }

  try(candidate: Candidate): Trial {
    const { pack, use, shared } = candidate;
    const blocks = this.#blocksFor(shared);
    const bytesWithout = this.#bytesOf(blocks, this.#chosen);
    const bytesWith = this.#bytesOf(blocks, [...this.#chosen, candidate]);
    const isChosen = REAL_SHARE * (bytesWithout - bytesWith) > costOf(candidate);
    if (isChosen) this.#chosen.push(candidate);
    const { name: what } = referenceOf(pack, use);
    return { pack: pack.hexId, what, bytesWithout, bytesWith, isChosen };
  }

  /** Bases that the chosen references have for some blocks of the sequence. */
  prefixFor(blocks: readonly number[]): Uint8Array {
    return prefixOf(this.#chosen, blocks);
  }

  /** Bytes that these blocks are coded in beside these references. */
  #bytesOf(blocks: readonly number[], references: readonly Candidate[]): number {
    const names = references.map(({ pack, use }) => `${pack.hexId}.${use.index}`);
    const key = `${blocks} ${names}`;
    let bytes = this.#known.get(key);
    if (bytes === undefined) {
      const prefix = prefixOf(references, blocks);
      bytes = this.#engine.encode(this.#probe, this.#basesOf(blocks), { prefix }).length;
      this.#known.set(key, bytes);
    }
    return bytes;
  }

  #basesOf(blocks: readonly number[]): Uint8Array {
    return concatBytes(
      blocks.map((block) => this.#bases.subarray(block * BLOCK_BASES, (block + 1) * BLOCK_BASES)),
    );
  }

  #blocksFor(shared: SharedWords): number[] {
    const all = Math.ceil(this.#bases.length / BLOCK_BASES);
    if (all <= LEAST_BLOCKS) return firstBlocks(all);
    return shared.bestBlocks(Math.max(LEAST_BLOCKS, Math.min(MOST_BLOCKS, SHARE * all)));
  }
}

/** The numbers of so many blocks. */
export function firstBlocks(count: number): number[] {
  return Array.from({ length: count }, (_, block) => block);
}

/** Cost of a reference in bytes: those of the header, and as many as the time is worth. */
function costOf({ pack, use, isNamed }: Candidate): number {
  const { ranges = [] } = use;
  const bases = baseCountOf(referenceOf(pack, use), use.ranges);
  return (isNamed ? 0 : USE_BYTES) + RANGE_BYTES * ranges.length + bases / BASES_PER_BYTE;
}

/** Bases that references have for some blocks of the sequence. */
function prefixOf(references: readonly Candidate[], blocks: readonly number[]): Uint8Array {
  const wanted = new Set(blocks);
  return concatBytes(references.map((candidate) => partOf(candidate, wanted)));
}

/** The units of a reference that share words with the blocks. */
function partOf({ pack, use, shared }: Candidate, blocks: ReadonlySet<number>): Uint8Array {
  const reference = referenceOf(pack, use);
  const end = (unit: number) => Math.min((unit + 1) * UNIT_BASES, reference.baseCount);
  const units = shared.units(blocks);
  return concatBytes(units.map((unit) => basesOf(reference, unit * UNIT_BASES, end(unit))));
}

function referenceOf({ contents }: KnowledgePack, { index }: ReferenceUse): Reference {
  return contents.references[index]!;
}
