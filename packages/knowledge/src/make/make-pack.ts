/**
 * Makes a knowledge pack of genomes.
 */
import { checkBytes, nextTurn, wrongKind } from '@pmklc/core';
import type { BaseCoder, ModelConfig, Snapshot } from '@pmklc/models';
import { KnowledgePack } from '../pack/knowledge-pack.ts';
import { learnPrior, type Lesson } from './learn-prior.ts';
import { shareStates } from '../pack/level-states.ts';
import { novelPackedBases } from './novel-bases.ts';
import { checkContents } from '../pack/pack-file.ts';
import { MAX_REFERENCE_BASES } from '../pack/pack-limits.ts';
import { PackedBases } from '../pack/packed-bases.ts';
import { packProteins } from '../pack/proteins.ts';
import type { Reference } from '../pack/reference.ts';

/** A genome, or a collection of related ones. */
export interface Genome {
  readonly name: string;
  /** 0..3, one a byte; or packed, of which a long genome takes a fourth of the memory. */
  readonly bases: Uint8Array | PackedBases;
  /** How often models learn from it, compared with others; default 1, 0 for never. */
  readonly weight?: number;
  /** Whether sequences may be copied from it; default true. */
  readonly isReference?: boolean;
}

/** Options of a pack: what goes into it besides genomes, and how its models learn. */
export interface MakePackOptions {
  /** Engine that learns: with any the pack is the same. */
  readonly engine: BaseCoder<ModelConfig>;
  readonly name: string;
  /** Residues of proteins, 0..19 in the order of `AMINO_ACIDS`, 20 between two of them; default none. */
  readonly proteins?: Uint8Array;
  /** Levels whose models learn, each 1..9; the others share what fits. None: references only. */
  readonly levels: readonly number[];
  /** Rounds of learning a level, see `learnPrior`. */
  readonly rounds: number;
  readonly seed: number;
  /** Most bases of a reference, a multiple of 4; a longer genome makes several. Default 2^30, which is the most. */
  readonly referenceBases?: number;
  /** Ends the learning early; the pack has what was learned so far. */
  readonly signal?: AbortSignal;
  /** Called after each round, see `learnPrior`. */
  readonly onRound?: (
    level: number,
    round: number,
    bitsPerBase: number,
    stretch: Uint8Array,
  ) => void;
}

/**
 * The bytes of a `.pmk` file. Equal input gives equal bytes. It takes about a byte of memory for each base.
 * @throws RangeError when a pack cannot have so many references or such a name; PmklcError `memory-limit` when the file
 *   would be larger than 2 GiB; TypeError for what is no genome
 */
export async function makePack(
  genomes: readonly Genome[],
  options: MakePackOptions,
): Promise<Uint8Array> {
  checkGenomes(genomes);
  const references: Reference[] = [];
  for (const { name, bases, isReference = true } of genomes) {
    if (!isReference) continue;
    const kept = await novelPackedBases(asPacked(bases), nextTurn);
    references.push(...referencesOf(name, kept, options.referenceBases));
  }
  const lessons = genomes
    .map(({ bases, weight = 1 }) => ({ bases, weight }))
    .filter(({ bases, weight }) => bases.length > 0 && weight > 0);
  return packWith(references, lessons, options);
}

function checkGenomes(genomes: readonly Genome[]): void {
  if (!Array.isArray(genomes)) throw wrongKind('genomes', 'an Array', genomes);
  for (const { bases } of genomes) if (!(bases instanceof PackedBases)) checkBytes('bases', bases);
}

function asPacked(bases: Uint8Array | PackedBases): PackedBases {
  if (bases instanceof PackedBases) return bases;
  const packed = new PackedBases();
  packed.append(bases);
  return packed;
}

/** References of a genome, as many as it takes: positions in a reference have 31 bits. */
function referencesOf(
  name: string,
  bases: PackedBases,
  mostBases = MAX_REFERENCE_BASES,
): Reference[] {
  const count = Math.ceil(bases.length / mostBases);
  return Array.from({ length: count }, (_, i) => {
    const start = i * mostBases;
    const end = Math.min(start + mostBases, bases.length);
    const part = count === 1 ? name : `${name} (${i + 1} of ${count})`;
    return { name: part, baseCount: end - start, packed: bases.packed(start, end) };
  });
}

async function packWith(
  references: readonly Reference[],
  lessons: readonly Lesson[],
  { name, engine, levels, rounds, seed, signal, onRound, ...options }: MakePackOptions,
): Promise<Uint8Array> {
  // Too many of them, or too long a name, shall not be found out after an hour of learning.
  const proteins = packProteins(options.proteins ?? new Uint8Array(0));
  checkContents({ name, references, proteins });
  const learned = new Map<number, Snapshot>();
  for (const level of lessons.length > 0 ? levels : []) {
    const snapshot = await learnPrior(lessons, {
      engine,
      level,
      rounds,
      seed,
      ...(signal && { signal }),
      onRound: (...round) => onRound?.(level, ...round),
    });
    learned.set(level, snapshot);
  }
  return KnowledgePack.write({ name, references, proteins, ...shareStates(learned, engine) });
}
