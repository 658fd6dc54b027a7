/**
 * Reverse complement of residues as files have them: bases and IUPAC codes of either case; what else there is stays as it is.
 */
const LETTERS = 'ACGTURYKMBVDHSWN';
const COMPLEMENTS = 'TGCAAYRMKVBHDSWN';

const TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  const at = LETTERS.indexOf(letter.toUpperCase());
  if (at < 0) return byte;
  const complement = COMPLEMENTS.charCodeAt(at);
  return letter === letter.toUpperCase() ? complement : complement | 0x20;
});

/** The opposite strand, read from its beginning. */
export function reverseComplement(residues: Uint8Array): Uint8Array {
  return residues.map((_, i) => TABLE[residues[residues.length - 1 - i]!]!);
}
