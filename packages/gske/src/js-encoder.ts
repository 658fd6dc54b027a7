/**
 * The reference: one pass over the bases with a rolling token. It defines what a token is; every
 * other backend must equal it bit for bit.
 */
import type { PackedBases } from './bases.ts';
import { baseCodes, NOT_A_BASE } from './bases.ts';
import type { SyncEncoder } from './encoder.ts';
import { syncEncoder } from './kernel-encoder.ts';
import type { RunList } from './non-acgt.ts';
import { findNonAcgt } from './non-acgt.ts';
import type { Tokens, TokenShape } from './shape.ts';

/** The plain TypeScript encoder. Works wherever JavaScript does. */
export function createJsEncoder(): SyncEncoder {
  return syncEncoder('js', (bases, shape, tokens, runs, offset) => {
    if (bases instanceof Uint8Array) encodeAscii(bases, shape, tokens, runs, offset);
    else encodePacked(bases, shape, tokens);
  });
}

function encodeAscii(
  ascii: Uint8Array,
  { s, k }: TokenShape,
  tokens: Tokens,
  runs: RunList,
  offset: number,
): void {
  const code = baseCodes();
  const mask = (1 << (2 * k)) - 1;
  const count = tokens.length;
  let seen = 0; // has bit NOT_A_BASE once any byte was not a base
  let token = 0;
  let wait = k;
  for (let i = 0, made = 0; made < count; i++) {
    const base = code[ascii[i]];
    seen |= base;
    token = ((token << 2) | (base & 3)) & mask;
    if (--wait === 0) {
      tokens[made++] = token;
      wait = s;
    }
  }
  const covered = count === 0 ? 0 : (count - 1) * s + k;
  const from = seen & NOT_A_BASE ? 0 : covered;
  findNonAcgt(ascii, from, ascii.length, offset, runs);
}

function encodePacked(bases: PackedBases, { s, k }: TokenShape, tokens: Tokens): void {
  const { packed, start = 0 } = bases;
  const mask = (1 << (2 * k)) - 1;
  const count = tokens.length;
  let token = 0;
  let wait = k;
  for (let at = start, made = 0; made < count; at++) {
    token = ((token << 2) | ((packed[at >> 2] >> (6 - 2 * (at & 3))) & 3)) & mask;
    if (--wait === 0) {
      tokens[made++] = token;
      wait = s;
    }
  }
}
