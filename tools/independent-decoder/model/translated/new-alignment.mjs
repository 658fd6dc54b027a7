/** Whether an alignment may begin: docs/format/model.md, "Learning and seeking", "Entering". */
import { div } from '../fixed-point.mjs';
import { Alignment } from './alignment.mjs';
import { ownCodon, residueOf } from './genetic-code.mjs';
import { scoreOf } from './residue-scores.mjs';

const CODONS = 24;
const FIRST_CODONS = 4;
const FIRST_SCORE = 8;
const LEAST_SCORE = 50;

/**
 * The alignment behind the newest bases and `newest`, the place in the source that they were found to be like;
 * undefined, if they are not.
 */
export function newAlignment({ kind, strand, newest, step }, history, sources) {
  const score = scoreBefore({ kind, strand, newest, step }, history, sources);
  if (score < LEAST_SCORE) return undefined;
  const place = newest + step;
  const quality = div(256 * score, CODONS);
  const frame = history.length % 3;
  const alignment = new Alignment({ kind, strand, step, frame, place, quality });
  return alignment.begin(sources) ? alignment : undefined;
}

function scoreBefore({ kind, strand, newest, step }, history, sources) {
  let score = 0;
  for (let age = 0; age < CODONS; age++) {
    if (age === FIRST_CODONS && score < FIRST_SCORE) return 0;
    const residue = sources.residueAt(kind, newest - age * step);
    if (residue === undefined) break;
    score += scoreOf(residueOf(ownCodon(history, strand, age)), residue);
  }
  return score;
}
