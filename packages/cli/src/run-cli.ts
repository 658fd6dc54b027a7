/**
 * Carries out a command line.
 */
import { setMaxListeners } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { Semaphore } from '@pmklc/codec';
import type { Command as Parser } from 'commander';
import { codingWorkers } from './commands/coding-workers.ts';
import { chosenInputs } from './collection/collection-inputs.ts';
import type { Command } from './flags/command.ts';
import type { SharedCoding } from './commands/shared-coding.ts';
import { convert } from './commands/convert.ts';
import type { ExitCode } from './messages/errors.ts';
import {
  describeError,
  exitCodeOf,
  FileError,
  isBrokenPipe,
  naming,
  shownInput,
} from './messages/errors.ts';
import { escapeText } from './messages/escape-text.ts';
import { expandInputs } from './files/expand-inputs.ts';
import { forEachInput, warn, worse } from './files/for-each-input.ts';
import type { Listing } from './commands/list.ts';
import { loadPlugin } from './flags/load-plugin.ts';
import type { Shell } from './flags/main-parser.ts';
import { createMainParser } from './flags/main-parser.ts';
import { toCommand } from './flags/parse-arguments.ts';
import { identityOf } from './files/input.ts';
import { type PlannedInput, planOutputs } from './files/plan-outputs.ts';
import type { PrintRequest } from './flags/parse-with.ts';
import { parseWith } from './flags/parse-with.ts';
import { readModel } from './flags/read-model.ts';
import { readPack } from './flags/read-pack.ts';
import { reportBroken, reportMissing } from './messages/missing.ts';
import type { Work } from './flags/subcommand.ts';
import { SUBCOMMANDS } from './commands/subcommands.ts';
import type { Summary } from './messages/summary.ts';
import {
  describeSummary,
  describeTrials,
  failureToJson,
  summaryToJson,
} from './messages/summary.ts';

/**
 * Does what a command line asks for.
 * @param args without the program's name
 * @param signal aborted when the user wants it to end; its reason is thrown, nothing is left behind
 */
export async function runCli(args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const [parser, plan] = await planner(args);
  let work: Work | PrintRequest;
  try {
    work = await plan();
  } catch (error) {
    warn(`${describeError(error)} (see ${parser.name()} --help)`);
    return exitCodeOf(error);
  }
  if ('print' in work) {
    process.stdout.write(work.print);
    return 0;
  }
  try {
    return await work(signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isBrokenPipe(error)) warn(describeError(error));
    return exitCodeOf(error);
  }
}

/** @throws UsageError when the arguments make no sense */
type Planner = () => Work | PrintRequest | Promise<PrintRequest>;

/** The first argument says whether another command is meant. */
async function planner([first = '', ...rest]: readonly string[]): Promise<[Parser, Planner]> {
  const subcommand = await SUBCOMMANDS.find(({ name }) => name === first)?.load();
  if (subcommand !== undefined) {
    const parser = subcommand.createParser();
    return [parser, () => parseWith(parser, rest) ?? subcommand.plan(parser)];
  }
  const parser = createMainParser(SUBCOMMANDS);
  const args = first === '' && rest.length === 0 ? [] : [first, ...rest];
  return [parser, () => planMain(parser, args)];
}

function planMain(parser: Parser, args: readonly string[]): ReturnType<Planner> {
  const printed = parseWith(parser, args);
  if (printed !== undefined) return printed;
  const { completion, man } = parser.opts<{ completion?: Shell; man?: true }>();
  if (completion !== undefined || man) return printItself(parser, completion);
  const command = toCommand(parser);
  return command.mode === 'list' ? () => list(command) : (signal) => convertAll(command, signal);
}

async function printItself(parser: Parser, shell?: Shell): Promise<PrintRequest> {
  const { describeItself } = await import('./commands/describe/describe-itself.ts');
  return { print: await describeItself(parser, shell) };
}

async function convertAll(command: Command, signal: AbortSignal): Promise<ExitCode> {
  const { threads, predictor: path, model: modelPath, level } = command;
  const model = modelPath === undefined ? {} : { model: readModel(modelPath, level) };
  const knowledge = { packs: command.knowledge.map(readPack) };
  const plugin = path === undefined ? undefined : await loadPlugin(path);
  const runner = codingWorkers(threads, plugin);
  try {
    const predictor = plugin && { predictor: plugin.predictor };
    return await convertAllInputs(command, { signal, runner, knowledge, ...model, ...predictor });
  } finally {
    await runner.destroy();
  }
}

async function convertAllInputs(
  given: Command,
  coding: Omit<SharedCoding, 'hasBar' | 'verifySemaphore'>,
): Promise<ExitCode> {
  // All inputs in work listen to it.
  setMaxListeners(0, coding.signal);
  const { inputs: expanded, exitCode } = await expand(given);
  const { inputs: names, patterns } = await chosenInputs(given, expanded);
  const command = { ...given, patterns };
  const { inputs: all, clashes } = await planOutputs(command, names);
  for (const clash of clashes) warn(`${clash}: nothing was done`);
  if (clashes.length > 0) return 2;
  const { outputFolder } = command;
  if (outputFolder !== undefined)
    await naming(outputFolder, mkdir(outputFolder, { recursive: true }));
  const inputs = await withoutExisting(command, all);
  const atOnce = Math.min(inputsAtOnce(command), Math.max(1, inputs.length));
  const shared = {
    ...coding,
    semaphore: new Semaphore(command.threads),
    verifySemaphore: new Semaphore(command.threads),
    hasBar: atOnce === 1,
  };
  const worst = await forEachInput(inputs, {
    atOnce,
    signal: coding.signal,
    work: (input) => convert(command, input, shared),
    report: (summary) => report(command, summary),
    fail: (input, error) => {
      if (command.json)
        resultsOf(command, input).write(`${failureToJson(command.mode, input, error)}\n`);
    },
  });
  return worse(exitCode, worst);
}

/** Inputs but for those whose output is there already, with `--skip-existing`. */
async function withoutExisting(
  command: Command,
  inputs: readonly PlannedInput[],
): Promise<PlannedInput[]> {
  if (!command.skipExisting) return [...inputs];
  const left: PlannedInput[] = [];
  for (const input of inputs) {
    const { name, output, failure } = input;
    const isThere =
      failure === undefined && output !== undefined && (await identityOf(output)) !== undefined;
    if (!isThere) left.push(input);
    else if (command.json) process.stdout.write(`${failureToJson(command.mode, input)}\n`);
    else if (command.verbose) warn(`${shownInput(name)}: ${escapeText(output)} is there already`);
  }
  return left;
}

/** Inputs to be worked on at the same time: standard output must be in order, and standard input may take for ever. */
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

/**
 * Says what was done, where nobody takes it for the data.
 * @throws FileError when something is missing
 */
function report(command: Command, summary: Summary): void {
  const { missing = [] } = summary;
  reportDone(command, summary);
  if (missing.length === 0) return;
  if (!command.json) {
    reportMissing(summary.name, missing);
    reportBroken(summary.name, summary.broken ?? []);
  }
  throw new FileError('it is damaged: what could be taken out was written');
}

function reportDone(command: Command, summary: Summary): void {
  const { json, quiet, verbose } = command;
  const results = resultsOf(command, summary);
  const isDataOut = results === process.stderr;
  if (json) {
    results.write(`${summaryToJson(summary)}\n`);
  } else if (verbose || (process.stderr.isTTY && !isDataOut && !quiet)) {
    const evidence = verbose ? describeTrials(summary) : '';
    process.stderr.write(`${describeSummary(summary)}\n${evidence}`);
  }
}

/** Stream for results: not the one that data goes to. */
function resultsOf(
  { mode, toStdout, output }: Command,
  { name }: { readonly name: string },
): NodeJS.WriteStream {
  const isDataOut = mode !== 'test' && (toStdout || output === '-' || name === '-');
  return isDataOut ? process.stderr : process.stdout;
}

async function list(command: Command): Promise<ExitCode> {
  const { listArchive } = await import('./commands/list.ts');
  const { listingTable, listingToJson } = await import('./commands/listing-table.ts');
  const packs = command.knowledge.map(readPack);
  const { inputs: expanded, exitCode } = await expand(command);
  const { inputs, patterns } = await chosenInputs(command, expanded);
  const listings: Listing[] = [];
  const failures: string[] = [];
  const named = inputs.map((name) => ({ name }));
  const worst = await forEachInput(named, {
    atOnce: 1,
    work: ({ name }) => listArchive(command, packs, name),
    report: (listing) => void listings.push(listing),
    fail: (input, error) => void failures.push(failureToJson('list', input, error)),
  });
  const lines = [...listings.map(listingToJson), ...failures];
  if (command.json) process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  else if (listings.length > 0) process.stdout.write(listingTable(listings));
  const [only] = listings;
  if (only?.files !== undefined && inputs.length === 1) {
    const { listMembers } = await import('./collection/list-members.ts');
    await listMembers(only.name, patterns, command.json);
  }
  return worse(exitCode, worst);
}
