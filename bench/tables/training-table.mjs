/**
 * Savings from learning the public pack, round by round: the table in docs/model-card.md, from
 * docs/benchmarks/training.json, which `tools/make-public-pack.mjs --log` writes.
 */
import { sum } from '../numbers.mjs';
import { table } from './format.mjs';

/** Rounds that are taken together: each learns another genome, of which some are larger by nature. */
const TOGETHER = 20;

/** The change of these rounds' cost by the start, in percent of what the same takes from nothing. */
function changeOf(rounds) {
  const [warm, cold] = [0, 1].map((i) => sum(rounds.map((round) => round[i])));
  return `${(100 * (warm / cold - 1)).toFixed(2)} %`;
}

/** @param curves by level, bits a base of each round: from the start as it was then, and from nothing */
export function trainingTable({ curves }) {
  const levels = Object.keys(curves);
  const groups = Math.ceil(curves[levels[0]].length / TOGETHER);
  const rows = Array.from({ length: groups }, (_, group) => {
    const [from, to] = [group * TOGETHER, (group + 1) * TOGETHER];
    return [
      `${from + 1} .. ${to}`,
      ...levels.map((level) => changeOf(curves[level].slice(from, to))),
    ];
  });
  return table(['rounds', ...levels.map((level) => `-${level}`)], rows);
}
