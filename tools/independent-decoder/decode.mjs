/**
 * Unpacks a PMKLC archive: a second implementation of docs/format*.md, written from these documents
 * without the packages, to check that the documents say all.
 *
 *   node tools/independent-decoder/decode.mjs [--knowledge PACK.pmk]... ARCHIVE OUTPUT
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { decodeFile } from './container/archive.mjs';
import { readPacks } from './knowledge/pack-files.mjs';

const USAGE = 'usage: decode.mjs [--knowledge PACK.pmk]... ARCHIVE OUTPUT';

function main() {
  const { values, positionals } = parseArgs({
    options: { knowledge: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  });
  if (positionals.length !== 2) throw new Error(USAGE);
  const [archive, output] = positionals;
  writeFileSync(output, decodeFile(readFileSync(archive), readPacks(values.knowledge)));
}

try {
  main();
} catch (error) {
  console.error(`decode.mjs: ${error.message}`);
  process.exitCode = 1;
}
