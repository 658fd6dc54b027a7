/**
 * State of the translated copies of a model: codon substitution, and places to align with.
 */
import type { ExpertState, Surroundings } from '../expert.ts';
import { CodonPlaces } from './codon-places.ts';
import { CodonSubstitution } from './codon-substitution.ts';
import { ProteinIndex } from './protein-index.ts';
import type { TranslationConfig } from './translated-config.ts';

/** State of the translated copies. */
export class TranslatedState implements ExpertState {
  /** Alignments followed at most, in each lane. */
  readonly alignments: number;
  readonly substitution = new CodonSubstitution();
  readonly states = [this.substitution] as const;
  /** Places of codons, in all lanes. */
  readonly places: CodonPlaces;
  readonly proteins: ProteinIndex;

  constructor({ alignments, placeBits }: TranslationConfig, { proteins }: Surroundings) {
    this.alignments = alignments;
    this.places = new CodonPlaces(placeBits);
    this.proteins = new ProteinIndex(proteins);
  }
}
