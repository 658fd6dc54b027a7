/** Rows of token networks and what their units make of them: docs/format/model.md, "Forward". */
import { mul15, sat } from '../fixed-point.mjs';

const UNIT_LIMIT = 16384;

/** Rows, of each: how far back its token ends, of how many bases, and where its weights start. */
export function rowsOf(views, hidden) {
  const rows = [];
  let start = 0;
  for (const { stride, k, count } of views) {
    for (let i = 0; i < count; i++) {
      rows.push({ back: i * stride, k, start });
      start += 4 ** k * hidden;
    }
  }
  return rows;
}

/** The input of a unit: its bias and its weights in the rows that begin at `starts`. */
export function unitSum(bias, weights, starts, unit) {
  let s = bias;
  for (const start of starts) s = sat(s + weights[start + unit]);
  return s;
}

/** Activation: what a unit makes of its input, limited to `UNIT_LIMIT`. */
export function activation(s) {
  const x = Math.max(-UNIT_LIMIT, Math.min(s, UNIT_LIMIT));
  return Math.min((mul15(x, 32767 - Math.abs(x)) + 8192) >> 3, 2047);
}

export function slope(s) {
  return (UNIT_LIMIT - Math.min(Math.abs(s), UNIT_LIMIT)) >> 1;
}
