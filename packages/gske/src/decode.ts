/**
 * Tokens back to bases, where `s <= k` left none out.
 */
import { checkBytes, checkObject, PmklcError, wrongKind } from '@pmklc/core';
import type { Encoding } from './encoder.ts';
import type { Tokens, TokenShape } from './shape.ts';
import { checkShape } from './shape.ts';

/**
 * The bases, one a byte, 0..3, that make these tokens and this tail. Non-ACGT bytes come back as
 * A (0): put back what `nonAcgt` says yourself.
 *
 * @throws RangeError when `s > k`, which leaves bases out
 * @throws PmklcError `corrupt` when a token is not below `4^k` or overlapping tokens disagree, or
 *   the tail is none
 */
export function decode(
  encoding: Pick<Encoding, 'tokens' | 'tail'>,
  shape: TokenShape,
): Uint8Array<ArrayBuffer> {
  checkObject('encoding', encoding);
  checkShape(shape);
  const { tokens, tail } = encoding;
  if (!ArrayBuffer.isView(tokens)) throw wrongKind('encoding.tokens', 'a typed array', tokens);
  checkBytes('encoding.tail', tail);
  const { s, k } = shape;
  if (s > k) throw new RangeError(`s = ${s} > k = ${k} leaves bases out: tokens do not decode`);
  checkTokens(tokens, shape);
  const count = tokens.length;
  const covered = count === 0 ? 0 : (count - 1) * s + k;
  const bases = new Uint8Array(covered + tail.length);
  for (let i = 0, at = 0; i < count; i++, at += s) {
    const size = i === count - 1 ? k : s;
    for (let j = 0; j < size; j++) bases[at + j] = (tokens[i] >> (2 * (k - 1 - j))) & 3;
  }
  checkTail(tail, count === 0 ? k : s);
  bases.set(tail, covered);
  return bases;
}

function checkTokens(tokens: Tokens, { s, k }: TokenShape): void {
  const sharedMask = (1 << (2 * (k - s))) - 1;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token >= 4 ** k) throw new PmklcError('corrupt', `token ${i} is ${token}, k is ${k}`);
    if (i > 0 && token >> (2 * s) !== (tokens[i - 1] & sharedMask)) {
      throw new PmklcError('corrupt', `tokens ${i - 1} and ${i} disagree on the bases they share`);
    }
  }
}

function checkTail(tail: Uint8Array, limit: number): void {
  if (tail.length >= limit) {
    throw new PmklcError('corrupt', `a tail of ${tail.length} bases holds a whole window`);
  }
  for (const base of tail) {
    if (base > 3) throw new PmklcError('corrupt', `${base} in the tail is no base`);
  }
}
