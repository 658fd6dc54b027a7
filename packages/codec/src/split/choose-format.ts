/**
 * Chooses how a block is read where the guess is doubtful: its first bytes are coded as guessed and as text, and the smaller one wins.
 *
 * Tables with guides or prefixes, graphs and flat files have sequence in them, but hold more of everything else: as text they are 6 to
 * 25 % smaller (prefixes 20,688 bytes for 25,850, EMBL 25,061 for 27,838, GFA 37,902 for 39,329, at -6).
 */
import { configForLevel, FAST_LEVEL, type BaseCoder, type ModelConfig } from '@pmklc/models';
import {
  splitBytes,
  STREAM_NAMES,
  type SequenceBlock,
  type SequenceFormat,
  type SplitOptions,
} from '@pmklc/sequence';
import { packStream } from '@pmklc/streams';
import { contentOf } from '../partition/stream-content.ts';

/** Side streams that may be large in a file that is read as what it is; the head is never. */
const EXPECTED_STREAMS: readonly string[] = ['head', 'titles', 'qualities'];
/** Share of a sample's bytes in other side streams above which a guess is doubtful. Clean FASTA has under 0.1 %. */
const DOUBTFUL_SHARE = 1 / 50;
/** Share of bases above which text is worth a look as sequence: flat files have theirs behind long annotations. */
const SEQUENCE_SHARE = 1 / 8;

/**
 * Ratio above which a sample is near copies of one genome, which are smallest as bases: coding them as rows of an alignment would take
 * four times as long, for nothing (79 genomes of dengue virus 2: ratio 30; 32 of HIV-1, smaller as rows: 13).
 */
const NEAR_COPY_RATIO = 24;

const TITLE = 0x3e;
const ALIGNED: SplitOptions = { format: 'fasta', aligned: true };

/**
 * How a block that begins with these bytes is split.
 * @param level whose model codes the bases
 * @param newCoder makes what codes bases; called where there is a doubt
 */
export function chooseFormat(
  sample: Uint8Array,
  level: number,
  newCoder: () => BaseCoder<ModelConfig>,
): SplitOptions {
  const guessed = splitBytes(sample);
  const others = alternativesTo(guessed, sample, level);
  if (others.length === 0) return {};
  const coder = newCoder();
  let best: SplitOptions = {};
  let least = codedBytes(guessed, level, coder);
  if (NEAR_COPY_RATIO * least < sample.length) return best;
  for (const options of others) {
    const bytes = codedBytes(splitBytes(sample, options), level, coder);
    if (bytes < least) [best, least] = [options, bytes];
  }
  return best;
}

/** How the block may be split instead; none where the guess is beyond doubt. */
function alternativesTo(block: SequenceBlock, sample: Uint8Array, level: number): SplitOptions[] {
  if (block.format === 'fastq' || sample.length === 0) return [];
  const other = otherFormat(block, sample);
  return [
    ...(other === undefined ? [] : [{ format: other }]),
    // Rows take a hundred times what the fast model takes for bases.
    ...(level > FAST_LEVEL && isAlignment(sample) ? [ALIGNED] : []),
  ];
}

/** Whether a sample is FASTA with records of one length: an alignment, or reads and primers that have their columns, too. */
function isAlignment(sample: Uint8Array): boolean {
  return sample[0] === TITLE && splitBytes(sample, ALIGNED).rows !== undefined;
}

function otherFormat(
  { format, streams }: SequenceBlock,
  sample: Uint8Array,
): SequenceFormat | undefined {
  if (format === 'raw') {
    const { bases } = splitBytes(sample, { format: 'plain' });
    return bases.length > SEQUENCE_SHARE * sample.length ? 'plain' : undefined;
  }
  const unexpected = streams
    .filter(({ id }) => !EXPECTED_STREAMS.includes(STREAM_NAMES[id]!))
    .reduce((sum, { bytes }) => sum + bytes.length, 0);
  return unexpected > DOUBTFUL_SHARE * sample.length ? 'raw' : undefined;
}

/** Bytes of the side streams and of the bases. */
function codedBytes(block: SequenceBlock, level: number, coder: BaseCoder<ModelConfig>): number {
  const { bases, streams } = block;
  const effort = level === FAST_LEVEL ? 'least' : 'fast';
  const packed = streams.reduce(
    (sum, { id, bytes }) => sum + packStream(bytes, { ...contentOf(id, block), effort }).length,
    0,
  );
  if (bases.length === 0) return packed;
  return packed + coder.encode(configForLevel(level, bases.length), bases).length;
}
