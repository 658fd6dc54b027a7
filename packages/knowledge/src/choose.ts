/**
 * The selector: which public knowledge pays for this sequence, by measured gain on a sample.
 */
import type { KnowledgePack } from './knowledge-pack.ts';
import { fitUse, type KnowledgeUse, type ReferenceUse } from './knowledge-use.ts';
import { InputWords, type SharedWords } from './shared-words.ts';
import { baseCountOf, stretchesOf } from './stretches.ts';
import type { Trial } from './trial.ts';
import { ReferenceTrials } from './try-reference.ts';
import { trySnapshot } from './try-snapshot.ts';

/** Words in common that a reference needs for a trial: by chance there is one of 20 bases now and then. */
const LEAST_SHARED = 4;
/** References of so many bases are read as a whole. */
const SHORT_BASES = 2 ** 16;
const NO_BASES = new Uint8Array(0);

/** The selector's decision and its evidence. */
export interface Choice {
  readonly uses: readonly KnowledgeUse[];
  readonly trials: readonly Trial[];
}

/** What may be chosen. */
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

/**
 * Tries every reference and snapshot of the packs, in order.
 * @param bases one partition, 0..3, one a byte
 */
export function chooseKnowledge(
  bases: Uint8Array,
  packs: readonly KnowledgePack[],
  rules: ChoiceRules,
): Choice {
  const trials: Trial[] = [];
  const uses: KnowledgeUse[] = [];
  const input = { words: new InputWords(rules.isForced ? NO_BASES : bases) };
  const tried = new ReferenceTrials(bases);
  let { allowsSnapshot, mostPrimerBases } = rules;
  for (const pack of packs) {
    const references = rules.isForced
      ? allReferences(pack, mostPrimerBases)
      : chooseReferences(pack, { ...input, tried, mostPrimerBases, trials });
    const isNamed = references.length > 0;
    const snapshot = allowsSnapshot ? pack.snapshotOf(rules.level) : undefined;
    const isTried = snapshot !== undefined && !rules.isForced;
    const candidate = isTried && { pack, snapshot, bases, isNamed, tried };
    const trial = candidate ? trySnapshot(candidate, rules) : undefined;
    if (trial) trials.push(trial);
    const hasSnapshot = snapshot !== undefined && (trial?.isChosen ?? true);
    allowsSnapshot &&= !hasSnapshot;
    mostPrimerBases -= basesIn(pack, references);
    if (hasSnapshot || isNamed) uses.push(fitUse({ pack, hasSnapshot, references }));
  }
  return { uses, trials };
}

/** As long as there is room. */
function allReferences({ contents }: KnowledgePack, mostPrimerBases: number): ReferenceUse[] {
  let room = mostPrimerBases;
  return contents.references.flatMap(({ baseCount }, index) => {
    if (baseCount > room) return [];
    room -= baseCount;
    return [{ index }];
  });
}

function basesIn({ contents }: KnowledgePack, references: readonly ReferenceUse[]): number {
  const counts = references.map(({ index, stretches }) =>
    baseCountOf(contents.references[index]!, stretches),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

interface Input {
  readonly words: InputWords;
  readonly tried: ReferenceTrials;
  readonly mostPrimerBases: number;
  /** What was tried is added. */
  readonly trials: Trial[];
}

/** Those that pay, the ones that share most first: each for what those before do not have. */
function chooseReferences(
  pack: KnowledgePack,
  { words, tried, mostPrimerBases, trials }: Input,
): ReferenceUse[] {
  const chosen: ReferenceUse[] = [];
  for (const { index, all } of mostSharedFirst(pack, words)) {
    const shared = words.notTaken(all);
    if (shared.hits.length < LEAST_SHARED) continue;
    const use = useOf(pack, index, shared);
    if (basesIn(pack, [...chosen, use]) > mostPrimerBases) continue;
    const trial = tried.try({ pack, use, shared, isNamed: chosen.length > 0 });
    trials.push(trial);
    if (!trial.isChosen) continue;
    chosen.push(use);
    words.take(shared);
  }
  return chosen.sort((a, b) => a.index - b.index);
}

/** What references have in common with the input. */
function mostSharedFirst({ contents }: KnowledgePack, words: InputWords) {
  const shares = contents.references.map((reference, index) => ({
    index,
    all: words.sharedWith(reference),
  }));
  return shares.sort((a, b) => b.all.hits.length - a.all.hits.length);
}

function useOf({ contents }: KnowledgePack, index: number, shared: SharedWords): ReferenceUse {
  const reference = contents.references[index]!;
  if (reference.baseCount <= SHORT_BASES) return { index };
  const stretches = stretchesOf(reference, shared.units());
  return { index, ...(stretches && { stretches }) };
}
