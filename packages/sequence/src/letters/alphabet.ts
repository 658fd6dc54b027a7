/**
 * Classes of bytes: what each means inside a residue line.
 */

/** Set in the class of `a`..`z`. */
export const LOWER = 0x20;
/** Set in the class of `A`..`Z`. */
export const UPPER = 0x40;
/** Set in the class of every byte that is not a base; the low two bits are a base otherwise. */
export const OTHER = 0x80;

/** The letters of bases 0..3 in DNA and in RNA. */
export const DNA_LETTERS = 'ACGT';
export const RNA_LETTERS = 'ACGU';

/**
 * Makes the table of the class of each byte: a base 0..3 or {@link OTHER}, with {@link LOWER} or
 * {@link UPPER} for letters.
 */
export function byteClasses(letters: string): Uint8Array {
  const classes = new Uint8Array(256).fill(OTHER);
  for (let c = 0x41; c <= 0x5a; c++) {
    const base = letters.indexOf(String.fromCharCode(c));
    const code = base < 0 ? OTHER : base;
    classes[c] = code | UPPER;
    classes[c | 0x20] = code | LOWER;
  }
  return classes;
}

/** Upper case of an ASCII letter, any other byte as it is. */
export function toUpper(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte & ~0x20 : byte;
}

/** Lower case of an ASCII letter, any other byte as it is. */
export function toLower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
