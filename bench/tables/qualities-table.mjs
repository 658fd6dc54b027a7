/** Cost of qualities and names of a FASTQ file, ours and others'. */
import { number, percent, table, times } from './format.mjs';

/** A row for each stream. */
export function qualitiesTable({ streams }) {
  const head = [
    'stream',
    'bytes',
    'pmklc',
    'Brotli 11',
    'xz -9e',
    'pmklc over Brotli',
    'packing, CPU, x Brotli',
    'unpacking, CPU s a MB',
  ];
  const rows = streams.map(({ stream, rawBytes, pmklc, brotli, xz }) => [
    stream,
    number(rawBytes),
    number(pmklc.bytes),
    number(brotli.bytes),
    number(xz.bytes),
    percent(pmklc.bytes / brotli.bytes - 1),
    times(pmklc.packSeconds / brotli.packSeconds),
    (pmklc.unpackSeconds / (rawBytes / 1e6)).toFixed(1),
  ]);
  return table(head, rows);
}
