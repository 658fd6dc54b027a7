/**
 * Puts the loss of training into docs/model-card.md, from docs/benchmarks/training.json, which
 * `make-public-pack.mjs --log` writes. With --check it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';

const CARD = join(ROOT, 'docs', 'model-card.md');
const PLACE = /(<!-- curve -->)[^]*(<!-- \/curve -->)/;
/** Rounds that are taken together: each learns another genome, of which some are larger by nature. */
const TOGETHER = 20;

const { curves } = JSON.parse(
  readFileSync(join(ROOT, 'docs', 'benchmarks', 'training.json'), 'utf8'),
);
const levels = Object.keys(curves);
const groups = Math.ceil(curves[levels[0]].length / TOGETHER);
const sum = (values) => values.reduce((total, x) => total + x, 0);
/** What the start saves, in percent of what the same takes from nothing. */
const saved = (rounds) => {
  const [warm, cold] = [0, 1].map((i) => sum(rounds.map((round) => round[i])));
  return (100 * (warm / cold - 1)).toFixed(2);
};
const rows = Array.from({ length: groups }, (_, group) => {
  const [from, to] = [group * TOGETHER, (group + 1) * TOGETHER];
  const changes = levels.map((level) => `${saved(curves[level].slice(from, to))} %`);
  return `| ${from + 1} .. ${to} | ${changes.join(' | ')} |`;
});
const head = `| rounds | ${levels.map((level) => `-${level}`).join(' | ')} |`;
const line = `| --- |${' ---: |'.repeat(levels.length)}`;
const text = readFileSync(CARD, 'utf8');
const made = text.replace(PLACE, `$1\n\n${[head, line, ...rows].join('\n')}\n\n$2`);
if (!process.argv.includes('--check')) writeFileSync(CARD, made);
else if (made !== text)
  throw new Error(
    'docs/model-card.md is not what the log of training gives: run tools/train/curve.mjs',
  );
