/**
 * A FASTQ file of any length, made on the way: reads of a random genome from either strand, named and of qualities as a sequencer
 * gives them. They overlap more and more, so that most of it is copied.
 */
import { randomInts } from '@pmklc/testing';

const GENOME_BASES = 1_000_000;
const READ_BASES = 150;
const CHUNK_BYTES = 2 ** 20;
/** Qualities of a sequencer that has four; the first is nineteen times as frequent as all others. */
const [USUAL, OTHERS] = ['F', ':,#'];
const COMMON = 20;

/** Bytes of reads, in chunks; the last record may be cut off. */
export function* endlessReads(bytes, seed = 1) {
  const random = randomInts(seed);
  const genome = Array.from({ length: GENOME_BASES }, () => 'ACGT'[random(4)]).join('');
  const opposite = Array.from(genome, (base) => 'TGCA'['ACGT'.indexOf(base)])
    .reverse()
    .join('');
  const quality = () => (random(COMMON) > 0 ? USUAL : OTHERS[random(OTHERS.length)]);
  // Lines of qualities are drawn from a few thousand: making each anew would take longer than packing it.
  const lines = Array.from({ length: 4096 }, () =>
    Array.from({ length: READ_BASES }, quality).join(''),
  );
  let count = 0;
  const record = () => {
    const from = random(GENOME_BASES - READ_BASES);
    const strand = random(2) === 0 ? genome : opposite;
    const name = `@SIM:1:FLOW:${1 + (count >> 20)}:${1000 + (count >> 10)}:${random(30_000)}:${count++} 1:N:0:ACGT`;
    return `${name}\n${strand.slice(from, from + READ_BASES)}\n+\n${lines[random(lines.length)]}\n`;
  };
  for (let left = bytes; left > 0;) {
    const records = [];
    for (let size = 0; size < CHUNK_BYTES; size += records.at(-1).length) records.push(record());
    const chunk = Buffer.from(records.join('')).subarray(0, left);
    yield chunk;
    left -= chunk.length;
  }
}
