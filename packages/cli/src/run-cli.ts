/**
 * Carries out a command line.
 */
import { setMaxListeners } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { PredictorPlugin } from '@pmklc/codec';
import { Slots } from '@pmklc/codec';
import { loadPredictor, WorkerRunner } from '@pmklc/parallel';
import type { Command } from './command.ts';
import type { SharedCoding } from './convert.ts';
import { convert } from './convert.ts';
import type { ExitCode } from './errors.ts';
import { describeError, exitCodeOf, isBrokenPipe, UsageError } from './errors.ts';
import { escapeText } from './escape-text.ts';
import { expandInputs } from './expand-inputs.ts';
import { forEachInput, warn, worse } from './for-each-input.ts';
import type { Listing } from './list.ts';
import { listArchive } from './list.ts';
import { listingTable, listingToJson } from './listing-table.ts';
import { parseArguments } from './parse-arguments.ts';
import { readModel } from './read-model.ts';
import type { Summary } from './summary.ts';
import { describeSummary, summaryToJson } from './summary.ts';
import { readVersion } from './version.ts';

/**
 * @param args without the program's name
 * @param signal aborted when the user wants it to end; its reason is thrown, nothing is left behind
 */
export async function runCli(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let command: Command;
  try {
    const parsed = parseArguments(args, readVersion());
    if ('print' in parsed) {
      process.stdout.write(parsed.print);
      return 0;
    }
    command = parsed;
  } catch (error) {
    warn(`${describeError(error)} (see pmklc --help)`);
    return exitCodeOf(error);
  }
  try {
    return command.mode === 'list' ? await list(command) : await convertAll(command, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isBrokenPipe(error)) warn(describeError(error));
    return exitCodeOf(error);
  }
}

/** Everything is coded in workers, so that this thread is there to write, to show and to be stopped. */
async function convertAll(command: Command, signal: AbortSignal): Promise<ExitCode> {
  const { threads, predictor: path, model: modelPath, level } = command;
  const model = modelPath === undefined ? {} : { model: readModel(modelPath, level) };
  const predictorModule = path === undefined ? undefined : pathToFileURL(path).href;
  const plugin = predictorModule && { predictor: await importPredictor(predictorModule) };
  const runner = new WorkerRunner({ threads, ...(predictorModule && { predictorModule }) });
  try {
    return await convertAllInputs(command, { signal, runner, ...model, ...plugin });
  } finally {
    await runner.destroy();
  }
}

async function importPredictor(url: string): Promise<PredictorPlugin> {
  try {
    return await loadPredictor(url);
  } catch (cause) {
    throw new UsageError(`--predictor cannot be used: ${describeError(cause)}`, { cause });
  }
}

async function convertAllInputs(
  command: Command,
  coding: Omit<SharedCoding, 'hasBar'>,
): Promise<ExitCode> {
  // All inputs in work listen to it.
  setMaxListeners(0, coding.signal);
  const { inputs, exitCode } = await expand(command);
  const atOnce = Math.min(inputsAtOnce(command), Math.max(1, inputs.length));
  const shared = { ...coding, slots: new Slots(command.threads), hasBar: atOnce === 1 };
  const worst = await forEachInput(inputs, {
    atOnce,
    signal: coding.signal,
    work: (name) => convert(command, name, shared),
    report: (summary) => report(command, summary),
  });
  return worse(exitCode, worst);
}

/** What goes to standard output must be in order; what comes from standard input may take for ever. */
function inputsAtOnce({ inputs, output, toStdout, threads }: Command): number {
  return toStdout || output === '-' || inputs.includes('-') ? 1 : threads;
}

async function expand(command: Command): Promise<{ inputs: string[]; exitCode: ExitCode }> {
  let exitCode: ExitCode = 0;
  const inputs = await expandInputs(command, (name, error) => {
    warn(`${escapeText(name)}: ${describeError(error)}`);
    exitCode = exitCodeOf(error);
  });
  return { inputs, exitCode };
}

/** Says what was done, where nobody takes it for the data. */
function report(command: Command, summary: Summary): void {
  const { mode, toStdout, output, json, quiet, verbose } = command;
  const isDataOut = mode !== 'test' && (toStdout || output === '-' || summary.name === '-');
  if (json) {
    const stream = isDataOut ? process.stderr : process.stdout;
    stream.write(`${summaryToJson(summary)}\n`);
  } else if (verbose || (process.stderr.isTTY && !isDataOut && !quiet)) {
    process.stderr.write(`${describeSummary(summary)}\n`);
  }
}

async function list(command: Command): Promise<ExitCode> {
  const { inputs, exitCode } = await expand(command);
  const listings: Listing[] = [];
  const worst = await forEachInput(inputs, {
    atOnce: 1,
    work: (name) => listArchive(command, name),
    report: (listing) => void listings.push(listing),
  });
  if (command.json) process.stdout.write(listings.map((l) => `${listingToJson(l)}\n`).join(''));
  else if (listings.length > 0) process.stdout.write(listingTable(listings));
  return worse(exitCode, worst);
}
