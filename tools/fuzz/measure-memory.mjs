/**
 * Unpacks the hostile archives of one list and prints, as JSON, the code of each error and the most
 * memory of the process, in MiB, above what it had after loading. A process of its own for each
 * list, as memory once touched stays counted.
 *
 *   node tools/fuzz/measure-memory.mjs lies|largeModels|sparseModels [MEMORY_LIMIT_BYTES]
 */
import { decompress } from '@pmklc/codec';
import * as hostile from './hostile.mjs';

const [list, limit] = process.argv.slice(2);
const archives = await hostile[list]();
const options = limit === undefined ? {} : { memoryLimitBytes: Number(limit) };
const peak = () => process.resourceUsage().maxRSS / 1024;
const before = peak();
const codes = {};
for (const [name, archive] of Object.entries(archives)) {
  codes[name] = await decompress(archive, options).then(
    () => 'no error',
    (error) => error.code ?? String(error),
  );
}
console.log(JSON.stringify({ codes, mebibytes: Math.round(peak() - before) }, null, 2));
