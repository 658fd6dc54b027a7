/**
 * Whether a stream is worth modelling as proteins, and how its lines are laid out.
 */
import { BYTE_SYMBOLS, OTHER_BYTE } from './amino-acid-alphabet.ts';

const LF = 10;
const CR = 13;
const TITLE = 0x3e;
/** Least bytes of residue lines for each one that is dear, for it costs about two of its own. */
const MIN_REGULAR = 200;
/** Letters that make up a quarter of proteins, and nearly all of DNA; at least a third must be others. */
const DNA_LETTERS = 'ACGTUN';
const MAX_DNA_SHARE = 2 / 3;

/** Layout of the lines of residues: where and how they end. */
export interface ProteinLayout {
  /** Residues of a line that is not the last of its record; 0: not known. */
  readonly width: number;
  /** Whether lines end with CR LF. */
  readonly isCrLf: boolean;
}

/** The layout of `bytes` if they are nearly all titles and residues of proteins. */
export function findProteinLayout(bytes: Uint8Array): ProteinLayout | undefined {
  const isCrLf = bytes[bytes.indexOf(LF) - 1] === CR;
  const histogram = new Uint32Array(256);
  let [width, lengthBefore, irregular] = [0, -1, 0];
  for (let p = 0; p < bytes.length;) {
    const found = bytes.indexOf(LF, p);
    const end = found < 0 ? bytes.length : found;
    if (bytes[p] === TITLE) {
      lengthBefore = -1;
    } else {
      if (lengthBefore > 0 && width === 0) width = lengthBefore;
      if (lengthBefore >= 0 && lengthBefore !== width) irregular++;
      const textEnd = isCrLf && end > p && bytes[end - 1] === CR ? end - 1 : end;
      for (let i = p; i < textEnd; i++) histogram[bytes[i]!]!++;
      lengthBefore = textEnd - p;
    }
    p = end + 1;
  }
  return isLikeProteins(histogram, irregular) ? { width, isCrLf } : undefined;
}

function isLikeProteins(histogram: Uint32Array, irregularLines: number): boolean {
  let [all, dear, dna] = [0, irregularLines, 0];
  histogram.forEach((count, byte) => {
    all += count;
    if (BYTE_SYMBOLS[byte] === OTHER_BYTE) dear += count;
    if (DNA_LETTERS.includes(String.fromCharCode(byte))) dna += count;
  });
  return all > 0 && dear * MIN_REGULAR <= all && dna <= all * MAX_DNA_SHARE;
}
