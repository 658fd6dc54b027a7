/**
 * Chooses how a block is read where the guess is doubtful: its first bytes are coded as guessed and as text, and the smaller one wins.
 *
 * Tables with guides or prefixes, graphs and flat files have sequence in them, but hold more of everything else: as text they are 6 to
 * 25 % smaller (prefixes 20,688 bytes for 25,850, EMBL 25,061 for 27,838, GFA 37,902 for 39,329, at -6).
 */
import { configForLevel, MIN_LEVEL, type BaseCoder, type ModelConfig } from '@pmklc/models';
import { splitBytes, STREAM_NAMES, type SequenceBlock, type SequenceFormat } from '@pmklc/sequence';
import { packStream } from '@pmklc/streams';
import { contentOf } from '../partition/stream-content.ts';

/** Side streams that may be large in a file that is read as what it is; the head is never. */
const EXPECTED_STREAMS: readonly string[] = ['head', 'titles', 'qualities'];
/** Share of a sample's bytes in other side streams above which a guess is doubtful. Clean FASTA has under 0.1 %. */
const DOUBTFUL_SHARE = 1 / 50;
/** Share of gaps above which text may be an alignment, whose letters are worth a look as sequence. */
const ALIGNED_SHARE = 1 / 50;

const GAPS = new Set([0x2d, 0x2e]);

/**
 * The format of a block that begins with these bytes; undefined: as it is detected.
 * @param newCoder makes what codes bases; called where there is a doubt
 */
export function chooseFormat(
  sample: Uint8Array,
  newCoder: () => BaseCoder<ModelConfig>,
): SequenceFormat | undefined {
  const guessed = splitBytes(sample);
  const other = alternativeTo(guessed, sample);
  if (other === undefined) return undefined;
  const tried = splitBytes(sample, { format: other });
  const coder = newCoder();
  return codedBytes(tried, coder) < codedBytes(guessed, coder) ? other : undefined;
}

/** Format that the block may have instead; undefined where the guess is beyond doubt. */
function alternativeTo(
  { format, streams }: SequenceBlock,
  sample: Uint8Array,
): SequenceFormat | undefined {
  if (format === 'fastq' || sample.length === 0) return undefined;
  if (format === 'raw') {
    const gaps = sample.reduce((count, byte) => count + (GAPS.has(byte) ? 1 : 0), 0);
    return gaps > ALIGNED_SHARE * sample.length ? 'plain' : undefined;
  }
  const unexpected = streams
    .filter(({ id }) => !EXPECTED_STREAMS.includes(STREAM_NAMES[id]!))
    .reduce((sum, { bytes }) => sum + bytes.length, 0);
  return unexpected > DOUBTFUL_SHARE * sample.length ? 'raw' : undefined;
}

/** Bytes of the side streams and of the bases, with the fastest model: the trial must not take long. */
function codedBytes({ bases, streams }: SequenceBlock, coder: BaseCoder<ModelConfig>): number {
  const packed = streams.reduce(
    (sum, { id, bytes }) =>
      sum + packStream(bytes, { content: contentOf(id), effort: 'fast' }).length,
    0,
  );
  if (bases.length === 0) return packed;
  return packed + coder.encode(configForLevel(MIN_LEVEL, bases.length), bases).length;
}
