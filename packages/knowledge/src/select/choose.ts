/**
 * The selector: which public knowledge pays for this sequence, by measured gain on a sample.
 */
import { checkBytes, finishSteps, type Steps } from '@pmklc/core';
import { configForLevel, type BaseCoder, type ModelConfig } from '@pmklc/models';
import type { KnowledgePack } from '../pack/knowledge-pack.ts';
import { fitUse, type KnowledgeUse, type ReferenceUse } from './knowledge-use.ts';
import { InputWords, type SharedWords } from './shared-words.ts';
import { baseCountOf, rangesOf } from './reference-ranges.ts';
import type { Trial } from './trial.ts';
import { tryProteins } from './try-proteins.ts';
import { ReferenceTrials } from './try-reference.ts';
import { trySnapshot } from './try-snapshot.ts';

/** Words in common that a reference needs for a trial: by chance there is one of 20 bases now and then. */
const LEAST_SHARED = 4;
/** References of so many bases are read as a whole. */
const SHORT_BASES = 2 ** 16;

/** The selector's decision and its evidence. */
export interface Choice {
  readonly uses: readonly KnowledgeUse[];
  readonly trials: readonly Trial[];
}

/** Rules of the choice: what may be chosen, and for which model. */
export interface ChoiceRules {
  /** Engine that will code the bases: samples are coded with it. */
  readonly engine: BaseCoder<ModelConfig>;
  /** 1..9 */
  readonly level: number;
  /** Whether the level's model learns from both strands. Default false. */
  readonly bothStrands?: boolean;
  /** Lengths of the reads that the bases are, in turn; undefined where none are known. */
  readonly readLengths?: readonly number[] | undefined;
  /** Whether the model may start from a snapshot: not when it starts from another, or is not the level's. */
  readonly allowsSnapshot: boolean;
  /** Whether the model may know proteins: not when it is not the level's. Default true. */
  readonly allowsProteins?: boolean;
  /** Most bases of references, all together. */
  readonly mostPrefixBases: number;
  /** Takes everything without a trial. */
  readonly isForced?: boolean;
}

/**
 * Tries every reference and snapshot of the packs, in order.
 * @param bases one partition, 0..3, one a byte
 */
export function chooseKnowledge(
  bases: Uint8Array,
  packs: readonly KnowledgePack[],
  rules: ChoiceRules,
): Choice {
  return finishSteps(chooseKnowledgeInSteps(bases, packs, rules));
}

/** `chooseKnowledge` in steps: a reference that is searched, or a trial. */
export function* chooseKnowledgeInSteps(
  bases: Uint8Array,
  packs: readonly KnowledgePack[],
  rules: ChoiceRules,
): Steps<Choice> {
  checkBytes('bases', bases);
  if (rules.isForced) return { uses: takeAll(packs, rules), trials: [] };
  const selector = new Selector(bases, rules);
  yield;
  const uses: KnowledgeUse[] = [];
  for (const pack of packs) uses.push(yield* selector.choose(pack));
  return { uses: uses.filter(isUse), trials: selector.trials };
}

/** Snapshots and references of all packs without a trial, as long as there is room. */
function takeAll(packs: readonly KnowledgePack[], rules: ChoiceRules): KnowledgeUse[] {
  let { allowsSnapshot, mostPrefixBases: room } = rules;
  const uses = packs.map((pack) => {
    const references = pack.contents.references.flatMap(({ baseCount }, index) => {
      if (baseCount > room) return [];
      room -= baseCount;
      return [{ index }];
    });
    const hasSnapshot = allowsSnapshot && pack.snapshotOf(rules.level, rules.engine) !== undefined;
    if (hasSnapshot) allowsSnapshot = false;
    const { proteins } = pack.contents;
    const hasProteins = canTranslate(rules) && proteins.residueCount > 0;
    return { pack, hasSnapshot, hasProteins, references };
  });
  return uses.filter(isUse);
}

/** Whether the model may know proteins, and has translated copies. */
function canTranslate({ level, allowsProteins = true }: ChoiceRules): boolean {
  return allowsProteins && configForLevel(level, 0).translation !== null;
}

function isUse({ hasSnapshot, hasProteins, references }: KnowledgeUse): boolean {
  return hasSnapshot || hasProteins || references.length > 0;
}

/** Goes from pack to pack: what one gives, the next need not. */
class Selector {
  readonly trials: Trial[] = [];
  readonly #bases: Uint8Array;
  readonly #rules: ChoiceRules;
  readonly #words: InputWords;
  readonly #tried: ReferenceTrials;
  #allowsSnapshot: boolean;
  /** Bases that there is room for. */
  #room: number;

  constructor(bases: Uint8Array, rules: ChoiceRules) {
    this.#bases = bases;
    this.#rules = rules;
    this.#words = new InputWords(bases);
    this.#tried = new ReferenceTrials(bases, rules);
    this.#allowsSnapshot = rules.allowsSnapshot;
    this.#room = rules.mostPrefixBases;
  }

  *choose(pack: KnowledgePack): Steps<KnowledgeUse> {
    const references = yield* this.#chooseReferences(pack);
    const hasProteins = this.#takesProteins(pack);
    const hasSnapshot = this.#takesSnapshot(pack, references.length > 0 || hasProteins);
    const use = fitUse({ pack, hasSnapshot, hasProteins, references });
    // Fewer ranges are longer ones.
    const needed = basesIn(pack, use.references);
    if (needed > this.#room) return { pack, hasSnapshot, hasProteins, references: [] };
    this.#room -= needed;
    return use;
  }

  /** References that pay. Those that share most are tried first, each for what those before do not have. */
  *#chooseReferences(pack: KnowledgePack): Steps<ReferenceUse[]> {
    const chosen: ReferenceUse[] = [];
    for (const { index, all } of yield* this.#mostSharedFirst(pack)) {
      const shared = this.#words.notTaken(all);
      if (shared.hits.length < LEAST_SHARED) continue;
      const room = this.#room - basesIn(pack, chosen);
      const use = useOf(pack, index, shared, room);
      if (use === undefined) continue;
      const trial = this.#tried.try({ pack, use, shared, isNamed: chosen.length > 0 });
      this.trials.push(trial);
      yield;
      if (!trial.isChosen) continue;
      chosen.push(use);
      this.#words.take(shared);
    }
    return chosen.sort((a, b) => a.index - b.index);
  }

  /** Words that each reference has in common with the sequence; the references that share most come first. */
  *#mostSharedFirst({ contents }: KnowledgePack): Steps<{ index: number; all: SharedWords }[]> {
    const shares = [];
    for (const [index, reference] of contents.references.entries()) {
      shares.push({ index, all: this.#words.sharedWith(reference) });
      yield;
    }
    return shares.sort((a, b) => b.all.hits.length - a.all.hits.length);
  }

  #takesProteins(pack: KnowledgePack): boolean {
    const { allowsProteins = true, level, engine } = this.#rules;
    if (!allowsProteins) return false;
    const trial = tryProteins(pack, this.#bases, level, engine);
    if (trial !== undefined) this.trials.push(trial);
    return trial?.isChosen ?? false;
  }

  /** @param isNamed whether the header names the pack anyway */
  #takesSnapshot(pack: KnowledgePack, isNamed: boolean): boolean {
    const { engine, level } = this.#rules;
    const snapshot = this.#allowsSnapshot ? pack.snapshotOf(level, engine) : undefined;
    if (snapshot === undefined) return false;
    const candidate = { pack, snapshot, bases: this.#bases, isNamed, tried: this.#tried };
    const trial = trySnapshot(candidate, this.#rules);
    this.trials.push(trial);
    if (trial.isChosen) this.#allowsSnapshot = false;
    return trial.isChosen;
  }
}

function basesIn({ contents }: KnowledgePack, references: readonly ReferenceUse[]): number {
  const counts = references.map(({ index, ranges }) =>
    baseCountOf(contents.references[index]!, ranges),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The part of a reference that is worth reading; undefined when there is no room. Where there is none for all units that share a word,
 * those that share more must do: of a genome of 3 Gb nearly all units share one with any chromosome.
 */
function useOf(
  pack: KnowledgePack,
  index: number,
  shared: SharedWords,
  room: number,
): ReferenceUse | undefined {
  const reference = pack.contents.references[index]!;
  if (reference.baseCount <= SHORT_BASES)
    return reference.baseCount <= room ? { index } : undefined;
  for (let least = 1; ; least *= 2) {
    const units = shared.unitsWith(least);
    if (units.length === 0) return undefined;
    const ranges = rangesOf(reference, units);
    const use = { index, ...(ranges && { ranges }) };
    // A header has room for a few ranges only: those that are near become one.
    const fitted = fitUse({
      pack,
      hasSnapshot: false,
      hasProteins: false,
      references: [use],
    });
    if (basesIn(pack, fitted.references) <= room) return use;
  }
}
