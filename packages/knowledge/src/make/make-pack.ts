/**
 * Makes a knowledge pack of genomes.
 */
import type { Snapshot } from '@pmklc/models';
import { KnowledgePack } from '../pack/knowledge-pack.ts';
import { learnPrior, type Lesson } from './learn-prior.ts';
import { shareStates } from '../pack/level-states.ts';
import { novelBases } from './novel-bases.ts';
import { packReference, type Reference } from '../pack/reference.ts';

/** A genome, or a collection of related ones. */
export interface Genome {
  readonly name: string;
  /** 0..3, one a byte. */
  readonly bases: Uint8Array;
  /** How often models learn from it, compared with others; default 1, 0 for never. */
  readonly weight?: number;
  /** Whether sequences may be copied from it; default true. */
  readonly isReference?: boolean;
}

/** What goes into a pack. */
export interface MakePackOptions {
  readonly name: string;
  /** Levels whose models learn, each 1..9; the others share what fits. None: references only. */
  readonly levels: readonly number[];
  /** Rounds of learning a level, see `learnPrior`. */
  readonly rounds: number;
  readonly seed: number;
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
 * The bytes of a `.pmk` file. Equal input gives equal bytes.
 * @throws RangeError when a pack cannot have so many references or such a name
 */
export async function makePack(
  genomes: readonly Genome[],
  options: MakePackOptions,
): Promise<Uint8Array> {
  const references = genomes
    .filter(({ isReference = true }) => isReference)
    .map(({ name, bases }) => packReference(name, novelBases(bases)))
    .filter(({ baseCount }) => baseCount > 0);
  const lessons = genomes
    .map(({ bases, weight = 1 }) => ({ bases, weight }))
    .filter(({ bases, weight }) => bases.length > 0 && weight > 0);
  return packWith(references, lessons, options);
}

async function packWith(
  references: readonly Reference[],
  lessons: readonly Lesson[],
  { name, levels, rounds, seed, signal, onRound }: MakePackOptions,
): Promise<Uint8Array> {
  // Too many of them, or too long a name, shall not be found out after an hour of learning.
  KnowledgePack.write({ name, references, states: [], levels: [] });
  const learned = new Map<number, Snapshot>();
  for (const level of lessons.length > 0 ? levels : []) {
    const snapshot = await learnPrior(lessons, {
      level,
      rounds,
      seed,
      ...(signal && { signal }),
      onRound: (...round) => onRound?.(level, ...round),
    });
    learned.set(level, snapshot);
  }
  return KnowledgePack.write({ name, references, ...shareStates(learned) });
}
