/**
 * The fast model as a piece of a configuration: the only one, where it is there.
 */
import { between, need } from '../configuration/ranges.ts';
import type { Configured } from '../expert.ts';
import { bytesOfSegments } from '../snapshot/segment.ts';
import type { FastField } from './fast-config.ts';
import { fastPart } from './fast-state.ts';

/** Bit of a configuration's switches; no other stands beside it. */
export const FAST = 4;
const FEWEST_PLACE_BITS = 12;
const MOST_PLACE_BITS = 24;

export const fast: Configured<FastField> = {
  fields: { fast: { orNull: { placeBits: 'number' } } },
  switches: FAST,
  check({ fast }) {
    if (fast === null) return;
    const { placeBits } = fast;
    const isIn = between(placeBits, FEWEST_PLACE_BITS, MOST_PLACE_BITS);
    need(isIn, `placeBits must be in 12..24, got ${placeBits}`);
  },
  switchesOf: ({ fast }) => (fast ? FAST : 0),
  write: (writer, { fast }) => {
    if (fast) writer.varint(fast.placeBits);
  },
  read: (reader, switches) => ({
    fast: (switches & FAST) !== 0 ? { placeBits: reader.varint() } : null,
  }),
  settings: ({ fast }) => (fast ? [fast.placeBits] : []),
};

/** The fast model for so many bases: one word in eight is remembered. */
export function fastFor(baseCount: number): FastField {
  const useful = 30 - Math.clz32(baseCount);
  return {
    fast: { placeBits: Math.min(MOST_PLACE_BITS, Math.max(FEWEST_PLACE_BITS, useful)) },
  };
}

/** Memory of the model, whatever the number of bases. */
export function fastMemoryBytes(config: FastField): number {
  if (config.fast === null) return 0;
  return bytesOfSegments(fastPart(config).segments) + 4 * 2 ** config.fast.placeBits;
}
