/**
 * Content of the side streams of a block, as those who pack them need to know it.
 */
import { STREAM_NAMES, type SequenceBlock } from '@pmklc/sequence';
import type { PackOptions, StreamContent } from '@pmklc/streams';

const CONTENTS: Partial<Record<(typeof STREAM_NAMES)[number], StreamContent>> = {
  qualities: 'qualities',
  titles: 'names',
  'plus lines': 'names',
  lengths: 'numbers',
  layout: 'numbers',
  terminators: 'numbers',
  markers: 'numbers',
  case: 'numbers',
  'run classes': 'numbers',
  runs: 'numbers',
  islands: 'numbers',
};

/** Content of the stream of a block with an id; of those that mix things, or hold what is left over, `anything`. */
export function contentOf(id: number, { rows }: SequenceBlock): PackOptions {
  const name = STREAM_NAMES[id]!;
  if (name === 'literals' && rows !== undefined) return { rows };
  return { content: CONTENTS[name] ?? 'anything' };
}
