/** Proteins found earlier and followed, two experts: docs/format/model.md, "Translated copies". */
import { CodonPlaces } from './codon-places.mjs';
import { CodonSubstitution } from './codon-substitution.mjs';
import { ownCodon } from './genetic-code.mjs';
import { newAlignment } from './new-alignment.mjs';
import { Opinion } from './opinion.mjs';
import { ProteinIndex } from './protein-index.mjs';
import { ReadingWords } from './reading-words.mjs';
import { PROTEINS, Sources } from './sources.mjs';

/** Codons without an end, before copies are sought. */
const OPEN_FOR_CODONS = 32;
const OPEN_FOR_PROTEINS = 24;
/** Residues of a word. */
const LETTERS = 8;
const STRANDS = [0, 1];

export class TranslatedCopies {
  #most;
  #history;
  #sources;
  #places;
  #substitution;
  #proteinIndex;
  #alignments = [];
  #words = [0, 1, 2].map(() => new ReadingWords());
  /** Opinions of the best alignment and the second. */
  #best = new Opinion();
  #second = new Opinion();

  constructor(alignments, history, { places, substitution }) {
    this.#most = alignments;
    this.#history = history;
    this.#sources = new Sources(history);
    this.#places = places;
    this.#substitution = substitution;
  }

  static begin({ alignments, placeBits }, history) {
    return new TranslatedCopies(alignments, history, {
      places: new CodonPlaces(placeBits),
      substitution: new CodonSubstitution(),
    });
  }

  /** The same in another lane: it has alignments and words of its own. */
  forLane(history) {
    const shared = { places: this.#places, substitution: this.#substitution };
    const lane = new TranslatedCopies(this.#most, history, shared);
    lane.#sources.proteins = this.#sources.proteins;
    lane.#proteinIndex = this.#proteinIndex;
    return lane;
  }

  get logits() {
    return [this.#best.logits, this.#second.logits];
  }

  get confidences() {
    return [this.#best.confidence, this.#second.confidence];
  }

  /** Numbers that a snapshot holds of it. */
  get learned() {
    return this.#substitution.learned;
  }

  /** Number of the weights in the mixer's set by the alignment. */
  get set() {
    const { alignment, known } = this.#best;
    if (alignment === undefined) return 0;
    return 1 + 4 * (3 * alignment.differences + known) + this.#relation;
  }

  /** Takes the residues that are known before the first base. */
  know(proteins) {
    this.#sources.proteins = proteins;
    this.#proteinIndex = proteins.length > 0 ? new ProteinIndex(proteins) : undefined;
  }

  predict() {
    const best = mostWorth(this.#alignments);
    const second = mostWorth(this.#alignments.filter((alignment) => alignment !== best));
    this.#ask(this.#best, best);
    this.#ask(this.#second, second);
  }

  /** Learns the codons that the newest base completes, and seeks copies that go on behind it. */
  learn() {
    const frame = this.#history.length % 3;
    this.#learnCodon(this.#best.alignment, frame, true);
    this.#learnCodon(this.#second.alignment, frame, false);
    this.#follow(frame);
    for (const found of this.#remember(frame)) this.#enter(found);
    for (const found of this.#findProteins(frame)) this.#enter(found);
  }

  /** Remembers where the newest codon stands. */
  remember() {
    this.#remember(this.#history.length % 3);
  }

  /** Forgets what it follows: the shortcut gives the bases. */
  drop() {
    this.#alignments = [];
    for (const words of this.#words) words.close();
  }

  /** Whether the two alignments are in the same frame, and foretell the same base. */
  get #relation() {
    const [best, second] = [this.#best, this.#second];
    if (second.alignment === undefined) return 0;
    const { frame, strand } = second.alignment;
    if (frame !== best.alignment.frame || strand !== best.alignment.strand) return 1;
    return best.likeliest === second.likeliest ? 2 : 3;
  }

  #ask(opinion, alignment) {
    if (alignment) alignment.chances ??= this.#substitution.foretell(alignment);
    opinion.ask(alignment, this.#history);
  }

  #learnCodon(alignment, frame, isBest) {
    if (alignment?.frame !== frame) return;
    const codon = ownCodon(this.#history, alignment.strand);
    this.#substitution.learn(alignment, codon);
    if (isBest) this.#substitution.learnUsage(codon);
  }

  /** Moves on the alignments of a frame; the last one takes the place of one that is dropped. */
  #follow(frame) {
    let i = 0;
    while (i < this.#alignments.length) {
      const alignment = this.#alignments[i];
      if (alignment.frame !== frame || alignment.follow(this.#history, this.#sources)) {
        i++;
        continue;
      }
      const last = this.#alignments.pop();
      if (last !== alignment) this.#alignments[i] = last;
    }
  }

  /** Remembers where the newest words of a frame stand, and gives where they stood before. */
  #remember(frame) {
    const reading = this.#words[frame];
    reading.add(this.#history);
    return STRANDS.flatMap((strand) => {
      if (reading.open[strand] < OPEN_FOR_CODONS) return [];
      const before = this.#places.replace(reading.words[strand], this.#history.length, strand);
      return before ? [placeOf(strand, before)] : [];
    });
  }

  #findProteins(frame) {
    const { words, open } = this.#words[frame];
    return STRANDS.flatMap((strand) => {
      if (open[strand] < OPEN_FOR_PROTEINS) return [];
      const end = this.#proteinIndex?.endOf(words[strand]);
      if (end === undefined) return [];
      const newest = strand === 0 ? end - 1 : end - LETTERS;
      return [{ kind: PROTEINS, strand, newest, step: strand === 0 ? 1 : -1 }];
    });
  }

  #enter(found) {
    const { kind, newest, step } = found;
    const frame = this.#history.length % 3;
    const same = { kind, place: newest + step, step, frame };
    if (this.#alignments.some((alignment) => alignment.is(same))) return;
    const alignment = newAlignment(found, this.#history, this.#sources);
    if (alignment === undefined) return;
    if (this.#alignments.length < this.#most) {
      this.#alignments.push(alignment);
      return;
    }
    const qualities = this.#alignments.map(({ quality }) => quality);
    const worst = qualities.indexOf(Math.min(...qualities));
    if (qualities[worst] < alignment.quality) this.#alignments[worst] = alignment;
  }
}

/** Where the source of a new alignment was, when it was like the newest codon of a strand. */
function placeOf(strand, { end, strand: kind }) {
  if (kind === strand) return { kind, strand, newest: end, step: 3 };
  return { kind, strand, newest: end - 3 * (LETTERS - 1), step: -3 };
}

/** The first of the alignments of most worth. */
function mostWorth(alignments) {
  let most;
  for (const alignment of alignments) {
    if (most === undefined || alignment.worth > most.worth) most = alignment;
  }
  return most;
}
