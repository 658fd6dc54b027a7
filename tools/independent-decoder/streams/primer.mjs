/** The text that primed text begins with: docs/format/dictionary.txt. */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { must } from '../container/cursor.mjs';

export const PRIMER = readFileSync(new URL('../../../docs/format/dictionary.txt', import.meta.url));

must(PRIMER.length === 2309 && crc32(PRIMER) === 0x93d87800, 'the primer is whole');
