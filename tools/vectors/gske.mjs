/**
 * Golden vectors of the (s,k)-mer encoder, by definition: cut the text into windows, read each as
 * a number in base 4. Shares nothing with the package.
 *
 *   node tools/vectors/gske.mjs            # writes packages/gske/test/vectors.golden.json
 *   node tools/vectors/gske.mjs --check    # exits 1 when that file would change
 */
import { readFileSync, writeFileSync } from 'node:fs';

const OUT = new URL('../../packages/gske/test/vectors.golden.json', import.meta.url);
const DIGIT = { A: '0', C: '1', G: '2', T: '3' };

const TEXTS = [
  '',
  'A',
  'T',
  'ACGT',
  'TTTTTTTTTTTTTTTT',
  'GATTACAGATTACAGATTACAGATTACA',
  'acgtACGTnNACGT-ACGTU\nACGT',
  'CGNNNNNNNNNNNNNNNNNNNNNNTA',
  'ACGGTCATTGACCAGATTACAGGGCATACCAGTTTACGACCAGTACCATAGACTAGGCATCAGACTTACGATCACCAGTACATTTTTACAGGAC',
];
const SHAPES = [
  [1, 1],
  [1, 3],
  [3, 3],
  [2, 3],
  [4, 3],
  [1, 4],
  [3, 5],
  [5, 5],
  [8, 8],
  [1, 12],
  [12, 12],
  [64, 2],
  [7, 9],
];

function encode(text, s, k) {
  const upper = text.toUpperCase();
  const digits = [...upper].map((letter) => DIGIT[letter] ?? '0').join('');
  const tokens = [];
  let end = 0;
  for (let at = 0; at + k <= digits.length; at += s) {
    tokens.push(parseInt(digits.slice(at, at + k), 4));
    end = at + k;
  }
  const nonAcgt = [...upper.matchAll(/[^ACGT]+/g)].flatMap((m) => [m.index, m.index + m[0].length]);
  return { text, s, k, tokens, tail: [...digits.slice(end)].map(Number), nonAcgt };
}

const vectors = TEXTS.flatMap((text) => SHAPES.map(([s, k]) => encode(text, s, k)));
const json = `[\n${vectors.map((v) => JSON.stringify(v)).join(',\n')}\n]\n`;
if (!process.argv.includes('--check')) writeFileSync(OUT, json);
else if (readFileSync(OUT, 'utf8') !== json) {
  console.error('packages/gske/test/vectors.golden.json is not what this script makes');
  process.exit(1);
}
