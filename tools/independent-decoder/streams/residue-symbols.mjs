/** Symbols of proteins and how alike they are: docs/format/sequence.md, "Symbols" and "Relatives". */
const LETTERS = [...'IVLMFYWCAGSTPHNQDEO-KR.xXUBZ', 'END', 'J', '*', 'OTHER'];
export const END = LETTERS.indexOf('END');
export const OTHER = LETTERS.indexOf('OTHER');

/** The byte that a symbol stands for, other than END and OTHER. */
export function byteOf(symbol) {
  return LETTERS[symbol].charCodeAt(0);
}

export function symbolsOf(letters) {
  return new Set([...letters].map((letter) => LETTERS.indexOf(letter)));
}

const BLOSUM62 = `
A  4
R -1  5
N -2  0  6
D -2 -2  1  6
C  0 -3 -3 -3  9
Q -1  1  0  0 -3  5
E -1  0  0  2 -4  2  5
G  0 -2  0 -1 -3 -2 -2  6
H -2  0  1 -1 -3  0  0 -2  8
I -1 -3 -3 -3 -1 -3 -3 -4 -3  4
L -1 -2 -3 -4 -1 -2 -3 -4 -3  2  4
K -1  2  0 -1 -3  1  1 -2 -1 -3 -2  5
M -1 -1 -2 -3 -1  0 -2 -3 -2  1  2 -1  5
F -2 -3 -3 -3 -2 -3 -3 -3 -1  0  0 -3  0  6
P -1 -2 -2 -1 -3 -1 -1 -2 -2 -3 -3 -1 -2 -4  7
S  1 -1  1  0 -1  0  0  0 -1 -2 -2  0 -1 -2 -1  4
T  0 -1  0 -1 -1 -1 -1 -2 -2 -1 -1 -1 -1 -2 -1  1  5
W -3 -3 -4 -4 -2 -2 -3 -2 -2 -3 -2 -3 -1  1 -4 -3 -2 11
Y -2 -2 -2 -3 -2 -1 -2 -3  2 -1 -1 -2 -1  3 -3 -2 -2  2  7
V  0 -3 -3 -3 -1 -2 -2 -3 -3  3  1 -2  1 -1 -2 -2  0 -3 -1  4
`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

const TABLE = new Map();
for (const [letter, ...row] of BLOSUM62) {
  row.forEach((value, i) => {
    const pair = [LETTERS.indexOf(letter), LETTERS.indexOf(BLOSUM62[i][0])];
    TABLE.set(32 * pair[0] + pair[1], Number(value));
    TABLE.set(32 * pair[1] + pair[0], Number(value));
  });
}

const ALIKE = Int8Array.from(
  { length: 1024 },
  (_, pair) => TABLE.get(pair) ?? (pair >> 5 === pair % 32 ? 4 : -4),
);

/** SIM of two symbols. */
export function alike(a, b) {
  return ALIKE[32 * a + b];
}
