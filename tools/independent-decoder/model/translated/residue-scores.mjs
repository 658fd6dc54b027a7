/** How well two residues stand for each other, BLOSUM62: docs/format/model.md, "Translated copies". */
import { END } from './genetic-code.mjs';

const WITH_END = -8;
/** Rows, each up to the diagonal. */
const ROWS = `
  4
  -1 5
  -2 0 6
  -2 -2 1 6
  0 -3 -3 -3 9
  -1 1 0 0 -3 5
  -1 0 0 2 -4 2 5
  0 -2 0 -1 -3 -2 -2 6
  -2 0 1 -1 -3 0 0 -2 8
  -1 -3 -3 -3 -1 -3 -3 -4 -3 4
  -1 -2 -3 -4 -1 -2 -3 -4 -3 2 4
  -1 2 0 -1 -3 1 1 -2 -1 -3 -2 5
  -1 -1 -2 -3 -1 0 -2 -3 -2 1 2 -1 5
  -2 -3 -3 -3 -2 -3 -3 -3 -1 0 0 -3 0 6
  -1 -2 -2 -1 -3 -1 -1 -2 -2 -3 -3 -1 -2 -4 7
  1 -1 1 0 -1 0 0 0 -1 -2 -2 0 -1 -2 -1 4
  0 -1 0 -1 -1 -1 -1 -2 -2 -1 -1 -1 -1 -2 -1 1 5
  -3 -3 -4 -4 -2 -2 -3 -2 -2 -3 -2 -3 -1 1 -4 -3 -2 11
  -2 -2 -2 -3 -2 -1 -2 -3 2 -1 -1 -2 -1 3 -3 -2 -2 2 7
  0 -3 -3 -3 -1 -2 -2 -3 -3 3 1 -2 1 -1 -2 -2 0 -3 -1 4`
  .trim()
  .split('\n')
  .map((row) => row.trim().split(' ').map(Number));

export function scoreOf(x, y) {
  if (x === END || y === END) return WITH_END;
  return x >= y ? ROWS[x][y] : ROWS[y][x];
}
