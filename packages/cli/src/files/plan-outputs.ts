/**
 * Outputs for the results of all inputs, found out before any work begins: no two inputs of a command may
 * write one file, and none may write what another is still to be read from.
 */
import { basename, dirname, join, resolve } from 'node:path';
import { choiceOf } from '../collection/choose-members.ts';
import { beginsAsCollection, isCollection, membersIn } from '../collection/collection-inputs.ts';
import type { Command } from '../flags/command.ts';
import { FileError, shownInput, UsageError } from '../messages/errors.ts';
import { escapeText } from '../messages/escape-text.ts';
import type { Input } from './input.ts';
import { identityOf, identityOfDescriptor, openInput } from './input.ts';
import { matePathsOf } from '../mates/mate-names.ts';
import { packedName, unpackedName } from './names.ts';

/** An input, and what is to come of it. */
export interface PlannedInput {
  /** Name as given; `-` is standard input. */
  readonly name: string;
  /** A path, `-` for standard output; undefined when there is none. */
  readonly output: string | undefined;
  /** A file of mates that is packed together with it. */
  readonly mate?: string;
  /** A second path, for the mates of the first. */
  readonly mateOutput?: string;
  /** A folder that the files of a collection go to, in place of `output`. */
  readonly folder?: string;
  /** Why it cannot be worked on. */
  readonly failure?: { readonly error: unknown };
}

export interface OutputPlan {
  readonly inputs: readonly PlannedInput[];
  /** Why the command must not be carried out: a line for each output that would cost data. */
  readonly clashes: readonly string[];
}

/** A file that an input is read from or written to. */
interface Claim {
  readonly name: string;
  readonly path: string;
  /** The place of the file, and the identity of what is there now: a file that shares one of them is the same. */
  readonly keys: readonly string[];
}

/** @param names from `expandInputs` */
export async function planOutputs(command: Command, names: readonly string[]): Promise<OutputPlan> {
  const inputs: PlannedInput[] = [];
  const read: Claim[] = [];
  for (const name of names) {
    try {
      const input = await openInput(name);
      inputs.push({ name, ...(await outputsOf(command, input)) });
      read.push({ name, path: name, keys: keysOf(await placeOf(name), input.identity) });
    } catch (error) {
      inputs.push({ name, output: undefined, failure: { error } });
    }
  }
  const packsAndModules = [...command.knowledge, command.predictor ?? [], command.model ?? []];
  for (const name of packsAndModules.flat()) read.push(await claim(name, name));
  const planned = command.paired ? pairInputs(inputs) : inputs;
  return { inputs: planned, clashes: await findClashes(planned, read) };
}

/** Two inputs as one, to be written to one output; what is wrong with either is wrong with both. */
function pairInputs([first, second]: readonly PlannedInput[]): PlannedInput[] {
  if (first!.failure ?? second!.failure) return [first!, second!].filter(({ failure }) => failure);
  return [{ ...first!, mate: second!.name }];
}

/** The output, or two: of an archive of mates that goes to files under their own names. */
async function outputsOf(
  command: Command,
  input: Input,
): Promise<Pick<PlannedInput, 'output' | 'mateOutput' | 'folder'>> {
  const { mode, output, toStdout, salvage } = command;
  const folder = await folderOf(command, input);
  if (folder !== undefined) return { output: undefined, folder };
  const isNamed = mode === 'decompress' && output === undefined && !toStdout && !salvage;
  const hasFile = input.name !== '-' && input.special === undefined;
  const mates = isNamed && hasFile ? await matePathsOf(input.name) : undefined;
  if (mates !== undefined) return { output: mates[0], mateOutput: mates[1] };
  return { output: outputOf(command, input) };
}

/**
 * Folder that the files of a collection go to; undefined when it is none, or they go elsewhere.
 * @throws UsageError when they would all go to one file
 */
async function folderOf(
  { mode, output, outputFolder, toStdout, patterns, salvage }: Command,
  { name, special }: Input,
): Promise<string | undefined> {
  if (mode !== 'decompress' || toStdout || output === '-') return undefined;
  if (name === '-') return output === undefined ? outputFolder : undefined;
  if (special !== undefined) return undefined;
  if (salvage) {
    if (output !== undefined || !(await beginsAsCollection(name))) return undefined;
    return outputFolder ?? dirname(name);
  }
  if (!(await isCollection(name))) return undefined;
  if (output === undefined) return outputFolder ?? dirname(name);
  const members = await membersIn(name);
  const chosen = members.filter(choiceOf(patterns)).filter(({ kind }) => kind === 'file').length;
  if (chosen === 1 && patterns.length > 0) return undefined;
  throw new UsageError(`-o takes one file, and these are ${chosen} (use --output-dir, or -c)`);
}

/** @throws UsageError or FileError when there is no name for it */
function outputOf(command: Command, { name, special }: Input): string | undefined {
  const { mode, output, outputFolder, toStdout, gunzip, force } = command;
  if (mode === 'test') return undefined;
  if (output !== undefined) return output;
  if (toStdout || name === '-') return '-';
  if (special !== undefined && !force) {
    throw new FileError(`it is ${special}, not a regular file (use -o FILE or -c)`);
  }
  const beside = mode === 'compress' ? packedName(name, gunzip) : unpackedName(name);
  return outputFolder === undefined ? beside : join(outputFolder, basename(beside));
}

async function findClashes(
  inputs: readonly PlannedInput[],
  read: readonly Claim[],
): Promise<string[]> {
  const clashes: string[] = [];
  const readers = new Map(read.flatMap((one) => one.keys.map((key) => [key, one] as const)));
  const writers = new Map<string, Claim>();
  const planned = inputs.flatMap(({ name, output, mate, mateOutput }) =>
    [output, mateOutput].map((path) => ({ name, mate, output: path })),
  );
  for (const { name, mate, output } of planned) {
    if (output === undefined) continue;
    const mine = await claim(name, output);
    const from = shownInput(name);
    const to = output === '-' ? 'standard output' : escapeText(output);
    const reader = find(readers, mine, (other) => other.name !== name && other.name !== mate);
    if (reader) {
      clashes.push(
        `${from} would be written to ${shownInput(reader.name)}, which is to be read, too`,
      );
    }
    // Standard output takes one after the other.
    const writer = find(writers, mine, (other) => other.path !== '-' || output !== '-');
    if (writer)
      clashes.push(`${shownInput(writer.name)} and ${from} would both be written to ${to}`);
    for (const key of mine.keys) writers.set(key, mine);
  }
  return clashes;
}

function find(
  claims: ReadonlyMap<string, Claim>,
  { keys }: Claim,
  isOther: (claim: Claim) => boolean,
): Claim | undefined {
  return keys.map((key) => claims.get(key)).find((one) => one !== undefined && isOther(one));
}

/** @param path where `name` is to be written */
async function claim(name: string, path: string): Promise<Claim> {
  if (path === '-') return { name, path, keys: keysOf(undefined, identityOfDescriptor(1)) };
  const place = await placeOf(path);
  const known = (await ignoresCase(name)) ? place.normalize('NFC').toLowerCase() : place;
  return { name, path, keys: keysOf(known, await identityOf(path)) };
}

function keysOf(...keys: (string | undefined)[]): string[] {
  return keys.filter((key) => key !== undefined);
}

/** The folder, whichever path leads to it, and the name in it. */
async function placeOf(path: string): Promise<string> {
  const folder = (await identityOf(dirname(path))) ?? resolve(dirname(path));
  return `${folder}/${basename(path)}`;
}

/** Whether the file system takes names that differ in case for one, where this file is. */
async function ignoresCase(file: string): Promise<boolean> {
  const name = basename(file);
  const upper = name.toUpperCase();
  const other = name === upper ? name.toLowerCase() : upper;
  if (other === name) return false;
  const identity = await identityOf(file);
  return identity !== undefined && (await identityOf(join(dirname(file), other))) === identity;
}
