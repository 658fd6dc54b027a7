/**
 * Packs and unpacks a very long input through pipes, and watches the memory of both processes.
 *
 *   npm run test:pipe -- [--input genome | reads] [--bytes 10G] [--level 1] [--minutes 60] [--json]
 *
 * Fails when what comes out is not what went in, or when a process takes more than its plan and 64 MiB.
 * After the given minutes the input ends early, and the result says how long it was. Needs a build.
 */
import { parseArgs } from 'node:util';
import { INPUTS, runPipe } from './run-pipe.mjs';

const UNITS = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

function sizeOf(text) {
  const [, digits, unit] = /^(\d+)([KMG]?)$/i.exec(text) ?? [];
  if (digits === undefined) throw new Error(`--bytes takes a size such as 50M, got "${text}"`);
  return Number(digits) * UNITS[unit.toUpperCase()];
}

const { values } = parseArgs({
  options: {
    input: { type: 'string', default: 'genome' },
    bytes: { type: 'string', default: '10G' },
    level: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
});

const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

function print({ bytes, archiveBytes, seconds, isSame, packing, unpacking }) {
  console.log(`${bytes} bytes -> ${archiveBytes} -> ${isSame ? 'the same' : 'OTHER'} bytes`);
  console.log(`${seconds.toFixed(0)} s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`);
  for (const [name, process] of Object.entries({ packing, unpacking })) {
    const { planBytes, earlyBytes, lateBytes, cpuSeconds } = process;
    const memory = `first half ${mib(earlyBytes)}, second ${mib(lateBytes)}, plan ${mib(planBytes)}`;
    console.log(`${name}: ${cpuSeconds.toFixed(0)} s of CPU; highest memory: ${memory}`);
  }
}

if (!(values.input in INPUTS)) throw new Error(`--input takes ${Object.keys(INPUTS).join(' or ')}`);
const result = await runPipe({
  input: values.input,
  bytes: sizeOf(values.bytes),
  level: Number(values.level),
  limitMs: Number(values.minutes) * 60_000,
});
if (values.json) console.log(JSON.stringify(result));
else print(result);
process.exitCode = result.problems.length > 0 ? 1 : 0;
for (const problem of result.problems) console.error(`pipe: ${problem}`);
