/**
 * Unpacks a PMKLC archive: a second implementation of docs/format*.md, written from these documents
 * without the packages, to check that the documents say all.
 *
 *   node tools/independent-decoder/decode.mjs ARCHIVE OUTPUT
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeFile } from './archive.mjs';

const [archive, output] = process.argv.slice(2);
if (output === undefined) throw new Error('usage: decode.mjs ARCHIVE OUTPUT');
writeFileSync(output, decodeFile(readFileSync(archive)));
