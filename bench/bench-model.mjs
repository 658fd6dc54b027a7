/**
 * The research bench: what a model makes of sequence files, in bits per base and bases a second.
 *
 *   npm run bench:model -- [--orders …] [--views 3,3x32+2,2x32] [--no-ir] … FILES
 *
 * Run `npm run build` first. Payload only: no headers, names or line lengths.
 */
import { parseArgs } from 'node:util';
import { measure, basesOf } from './measure/measure-model.mjs';
import { MODEL_HELP, MODEL_OPTIONS, modelFrom } from './measure/model-options.mjs';

const HELP = `Usage: npm run bench:model -- [OPTIONS] FILES

${MODEL_HELP}
  --limit N            only the first N bases of each file
  --decode             decode too, and compare
  --json               one JSON object a file`;

function print(row) {
  const speed = (seconds) => (row.bases / seconds / 1e6).toFixed(3).padStart(7);
  const cells = [
    row.file.padEnd(26),
    String(row.bases).padStart(11),
    String(row.bytes).padStart(10),
    row.bitsPerBase.toFixed(4).padStart(8),
    speed(row.encodeSeconds),
    row.decodeSeconds ? speed(row.decodeSeconds) : '      -',
    String(row.memoryMib).padStart(6),
  ];
  console.log(cells.join(' '));
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...MODEL_OPTIONS,
      limit: { type: 'string' },
      decode: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals.length === 0) return console.log(HELP);
  if (!values.json) {
    console.log(
      'file                             bases      bytes      bpb  enc MB/s dec MB/s  MiB',
    );
  }
  for (const path of positionals) {
    const bases = basesOf(path, Number(values.limit ?? Infinity));
    const row = measure(path, bases, modelFrom(values, bases.length), values);
    if (values.json) console.log(JSON.stringify(row));
    else print(row);
  }
}

main();
