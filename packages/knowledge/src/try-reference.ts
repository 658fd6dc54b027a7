/**
 * Whether a reference pays: a sample of the sequence is coded with and without it. The sample is those blocks that
 * share most with it, and of the reference only those units are read that share words with the sample.
 */
import { configForLevel, type ModelConfig } from '@pmklc/core';
import { engine } from '@pmklc/engine';
import type { KnowledgePack } from './knowledge-pack.ts';
import { USE_BYTES, type ReferenceUse } from './knowledge-use.ts';
import { concatenated, UNIT_BASES, basesOf } from './reference.ts';
import { BLOCK_BASES, type SharedWords } from './shared-words.ts';
import { baseCountOf } from './stretches.ts';
import type { Trial } from './trial.ts';

/** Blocks of a sample. */
const MOST_BLOCKS = 8;
/** Bytes that a stretch takes in a header. */
const STRETCH_BYTES = 2;
/** What the probe saves by copying, other experts of the level's model save half of without. */
const REAL_SHARE = 0.5;
/** Bases of a reference that must save a byte of the sample: reading them takes time. */
const BASES_PER_BYTE = 2 ** 16;

/** No networks, small tables: what references are worth shows in the repeat pool, at a tenth of the time. */
const PROBE: ModelConfig = {
  ...configForLevel(1, MOST_BLOCKS * BLOCK_BASES),
  orders: [2, 8],
  networks: [],
  secondaryEstimation: false,
};

/** A reference that is used, and what it shares with the sequence. */
interface Chosen {
  readonly index: number;
  readonly shared: SharedWords;
}

/** Tries references of one pack, each beside those that were chosen before. */
export class ReferenceTrials {
  readonly #bases: Uint8Array;
  readonly #pack: KnowledgePack;
  readonly #chosen: Chosen[] = [];

  constructor(bases: Uint8Array, pack: KnowledgePack) {
    this.#bases = bases;
    this.#pack = pack;
  }

  try(use: ReferenceUse, shared: SharedWords): Trial {
    const blocks = this.#blocksFor(shared);
    const sample = concatenated(
      blocks.map((block) => this.#bases.subarray(block * BLOCK_BASES, (block + 1) * BLOCK_BASES)),
    );
    const before = this.#primer(this.#chosen, blocks);
    const more = this.#primer([{ index: use.index, shared }], blocks);
    const bytesWithout = engine.encode(PROBE, sample, { primer: before }).length;
    const primer = concatenated([before, more]);
    const bytesWith = engine.encode(PROBE, sample, { primer }).length;
    const isChosen = REAL_SHARE * (bytesWithout - bytesWith) > this.#costOf(use);
    if (isChosen) this.#chosen.push({ index: use.index, shared });
    const { name } = this.#pack.contents.references[use.index]!;
    return { pack: this.#pack.hexId, what: name, bytesWithout, bytesWith, isChosen };
  }

  /** All of a short sequence. */
  #blocksFor(shared: SharedWords): number[] {
    const count = Math.ceil(this.#bases.length / BLOCK_BASES);
    if (count > MOST_BLOCKS) return shared.bestBlocks(MOST_BLOCKS);
    return Array.from({ length: count }, (_, block) => block);
  }

  /** In bytes: of the header, and what is worth the time. */
  #costOf({ index, stretches = [] }: ReferenceUse): number {
    const bases = baseCountOf(this.#pack.contents.references[index]!, stretches);
    const named = this.#chosen.length > 0 ? 0 : USE_BYTES;
    return named + STRETCH_BYTES * stretches.length + bases / BASES_PER_BYTE;
  }

  /** What references have for these blocks. */
  #primer(references: readonly Chosen[], blocks: readonly number[]): Uint8Array {
    const wanted = new Set(blocks);
    return concatenated(
      references.flatMap(({ index, shared }) => {
        const reference = this.#pack.contents.references[index]!;
        const end = (unit: number) => Math.min((unit + 1) * UNIT_BASES, reference.baseCount);
        return shared.units(wanted).map((unit) => basesOf(reference, unit * UNIT_BASES, end(unit)));
      }),
    );
  }
}
