/**
 * Unpacks a collection, or some of its files, to a folder.
 */
import { unlink } from 'node:fs/promises';
import type {
  BrokenMember,
  DecompressOptions,
  MemberPiece,
  MissingRange,
  OpenOptions,
  SalvageMembersOptions,
} from '@pmklc/codec';
import { salvageMembers, unpackMembers } from '@pmklc/codec';
import type { Command } from '../flags/command.ts';
import { CountedInput } from '../files/counted-input.ts';
import { openForRandomAccess, type Input } from '../files/input.ts';
import { naming } from '../messages/errors.ts';
import { NO_BAR, showProgress } from '../messages/progress.ts';
import type { Summary } from '../messages/summary.ts';
import { choiceOf } from './choose-members.ts';
import { chosenPieces } from './chosen-pieces.ts';
import { makeTarget, RestoredTree } from './restored-tree.ts';

/** Options of decoding, and whether a bar may show how far it is. */
interface TreeCoding extends DecompressOptions {
  readonly hasBar: boolean;
}

/**
 * @param folder that the files go to
 * @returns what was done; when it fails, none of the files has got its name
 * @throws FileError, PmklcError, a system error, or the signal's reason
 */
export async function unpackTree(
  command: Command,
  input: Input,
  folder: string,
  { hasBar, ...coding }: TreeCoding,
): Promise<Summary> {
  const start = performance.now();
  const { force, patterns, removeInputs } = command;
  await makeTarget(folder);
  const source = new CountedInput(command, input);
  const bar = hasBar ? await showProgress(command, input.name, input.size) : NO_BAR;
  let bases = 0;
  const on: DecompressOptions['on'] = {
    progress: (report) => {
      bases = report.bases;
      bar.update(report.archiveBytes, report);
    },
  };
  const lost: Lost = { missing: [], broken: [] };
  const tree = new RestoredTree(folder, { force, isSynced: removeInputs });
  let [originalBytes, files] = [0, 0];
  try {
    for await (const piece of piecesOf(command, input, source, { ...coding, on }, lost)) {
      tree.write(piece);
      originalBytes += piece.bytes.length;
      if (piece.isEnd && piece.member.kind === 'file') files++;
    }
    await tree.commit();
  } catch (error) {
    await tree.discard();
    throw error;
  } finally {
    bar.stop();
  }
  if (removeInputs && input.special === undefined) await naming(input.name, unlink(input.name));
  const seconds = (performance.now() - start) / 1000;
  const archiveBytes = source.bytes > 0 ? source.bytes : (input.size ?? 0);
  const sizes = { files, bases, originalBytes, archiveBytes };
  const facts = { mode: command.mode, name: input.name, output: folder };
  const isWhole = lost.missing.length === 0;
  const isVerified = patterns.length === 0 && isWhole;
  const salvaged = command.salvage ? { missing: lost.missing, broken: lost.broken } : {};
  return { ...facts, ...sizes, ...salvaged, seconds, isVerified, knowledge: [] };
}

/** Files and stretches that `--salvage` could not take out. */
interface Lost {
  readonly missing: MissingRange[];
  readonly broken: BrokenMember[];
}

function piecesOf(
  { patterns, salvage }: Command,
  { name }: Input,
  source: CountedInput,
  options: DecompressOptions,
  lost: Lost,
): AsyncIterable<MemberPiece> {
  const { semaphore, on, ...open } = options;
  void [semaphore, on];
  if (salvage) return salvagedPieces(name, patterns, open, lost);
  if (patterns.length > 0) return chosenPieces(name, patterns, open);
  return unpackMembers(source.read(), options);
}

async function* salvagedPieces(
  name: string,
  patterns: readonly string[],
  options: OpenOptions,
  { missing, broken }: Lost,
): AsyncGenerator<MemberPiece> {
  const isChosen = choiceOf(patterns);
  const handle = await openForRandomAccess(name);
  const on: SalvageMembersOptions['on'] = {
    missing: (stretch) => void missing.push(stretch),
    broken: (one) => void (isChosen(one.member) && broken.push(one)),
  };
  try {
    for await (const piece of salvageMembers(handle, { ...options, on })) {
      if (isChosen(piece.member)) yield piece;
    }
  } finally {
    await handle.close();
  }
}
