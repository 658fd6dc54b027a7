/**
 * Measures one file with every compressor, in rounds that begin and end with the reference.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { layOut, measureTool } from './measure-tool.mjs';
import { median } from '../numbers.mjs';
import { REFERENCE, suits } from './peers.mjs';

/** Smaller files are packed several times: their times are short. */
const SMALL_BYTES = 500_000;

/**
 * @param path of the file
 * @param tools `reference`, and `others` than it
 * @param limits `rounds` for a small file, `slowBytes` as in `peers.mjs`
 * @param core that everything is to run on
 * @returns what the file is, how much two runs of the reference in a round differed, and each tool's result
 * @throws Error when the reference or one of our own levels fails; a peer's failure is its result
 */
export async function measureFile(path, { reference, others }, { rounds, slowBytes }, core) {
  const folder = mkdtempSync(join(tmpdir(), 'pmklc-bench-'));
  try {
    const about = layOut(folder, path);
    const suited = others.filter((tool) => suits(tool, about, slowBytes));
    const count = about.originalBytes < SMALL_BYTES ? rounds : 1;
    const measured = [];
    for (let i = 0; i < count; i++) {
      // Slow peers take part in the first round only.
      const taking = suited.filter(({ isSlow }) => i === 0 || !isSlow);
      measured.push(await measureRound({ folder, core }, reference, taking));
    }
    const control = measured.map((round) => Number(round.control.toFixed(3)));
    const results = resultsOf(measured, suited);
    return { name: basename(path), ...about, rounds: count, control, results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRound({ folder, core }, reference, tools) {
  const before = await measureTool(folder, reference, core);
  const runs = new Map();
  for (const tool of tools) runs.set(tool.name, await measureOrNote(folder, tool, core));
  const after = await measureTool(folder, reference, core);
  return { before, runs, after, control: after.encode.cpuSeconds / before.encode.cpuSeconds };
}

async function measureOrNote(folder, tool, core) {
  try {
    return await measureTool(folder, tool, core);
  } catch (error) {
    if (tool.isOurs) throw error;
    console.error(`${tool.name}: ${error.message}`);
    return { failed: true };
  }
}

function resultsOf(rounds, tools) {
  const reference = middleOf(rounds.flatMap(({ before, after }) => [before, after]));
  const ofTool = ({ name }) => middleOf(rounds.flatMap(({ runs }) => runs.get(name) ?? []));
  return { [REFERENCE]: reference, ...Object.fromEntries(tools.map((t) => [t.name, ofTool(t)])) };
}

function middleOf(runs) {
  if (runs.some(({ failed }) => failed)) return { failed: true };
  const over = (pick) => Number(median(runs.map(pick)).toFixed(3));
  return {
    bytes: runs[0].bytes,
    encodeSeconds: over((run) => run.encode.cpuSeconds),
    encodeKib: over((run) => run.encode.peakKib),
    decodeSeconds: over((run) => run.decode.cpuSeconds),
    decodeKib: over((run) => run.decode.peakKib),
  };
}
