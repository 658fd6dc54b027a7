/**
 * Makes names safe to print: file and record names may hold bytes that a terminal obeys.
 */

/** C0 and C1 controls, line and paragraph separators, and marks that turn the direction of text. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text with every control character written as `\xHH` or `\u{HHHH}`. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const hex = character.charCodeAt(0).toString(16);
    return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}
