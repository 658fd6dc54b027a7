/**
 * Sources: what translated copies are made of. Defined by `Sources` in `@pmklc/models`.
 */
import { isSingle } from '../lane';
import * as history from '../history/base-history';
import { CODONS } from '../generated/translated/genetic-code';
import { FORWARD, NOTHING, PROTEIN } from '../generated/translated/source';
import { aminoAcids, codonBefore, codonScores, opposites, residueScores } from './genetic-code';
import { residueCount, residues } from './protein-index';

/** Newest own codon, as its strand has it. */
// @ts-ignore: decorator
@inline
export function newestCodon(strand: i32): usize {
  const codon = <usize>history.kmer(3);
  return strand == FORWARD ? codon : <usize>load<u8>(opposites + codon);
}

/** Own codon, the `back`th before the newest one, as its strand has it. */
// @ts-ignore: decorator
@inline
export function ownCodon(strand: i32, back: i32): usize {
  const codon = codonBefore(history.bases + history.here().length - 3 * back);
  return strand == FORWARD ? codon : <usize>load<u8>(opposites + codon);
}

/** Codon or residue of a source at a place; `NOTHING` outside of what is known. */
// @ts-ignore: decorator
@inline
export function sourceAt(kind: i32, place: i32): i32 {
  if (kind == PROTEIN) {
    return place < 0 || place >= residueCount ? NOTHING : <i32>load<u8>(residues + place);
  }
  if (isSingle()) {
    if (place < 3 || place > history.here().length) return NOTHING;
  } else if (!history.isKnown(place - 3) || !history.isKnown(place - 1)) return NOTHING;
  const codon = codonBefore(history.bases + place);
  return kind == FORWARD ? <i32>codon : <i32>load<u8>(opposites + codon);
}

/** Score of what a source has against a codon of one's own, in half bits. */
// @ts-ignore: decorator
@inline
export function scoreOf(kind: i32, symbol: usize, own: usize): i32 {
  return load<i8>((kind == PROTEIN ? residueScores : codonScores) + symbol * CODONS + own);
}

/** Amino acid, or the end, of what a source has. */
// @ts-ignore: decorator
@inline
export function aminoAcidOf(kind: i32, symbol: usize): usize {
  return kind == PROTEIN ? symbol : <usize>load<u8>(aminoAcids + symbol);
}
