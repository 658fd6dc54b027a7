/**
 * Collections among the inputs of a command, and patterns that choose their files.
 */
import { createReadStream } from 'node:fs';
import type { Member } from '@pmklc/codec';
import { readMembers } from '@pmklc/codec';
import { fileSource, readArchives, readIndex } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { Command } from '../flags/command.ts';
import { openForRandomAccess } from '../files/input.ts';
import { SUFFIX } from '../files/names.ts';
import { FileError, systemCode, UsageError } from '../messages/errors.ts';

/** Inputs, and patterns for the files of the only one of them. */
export interface ChosenInputs {
  readonly inputs: readonly string[];
  readonly patterns: readonly string[];
}

/** Whether a file is a collection, or says that it is in part; not what cannot be read, which whoever works on it will say. */
export async function isCollection(path: string): Promise<boolean> {
  if (path === '-') return false;
  try {
    const handle = await openForRandomAccess(path);
    try {
      const archives = await readIndex(await fileSource(handle));
      return archives.some(({ members }) => members !== undefined);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const isExpected = error instanceof PmklcError || error instanceof FileError;
    if (isExpected || systemCode(error) !== undefined) return false;
    throw error;
  }
}

/**
 * Members of a collection.
 * @throws what reading it throws
 */
export async function membersIn(path: string): Promise<readonly Member[]> {
  const handle = await openForRandomAccess(path);
  try {
    return (await readMembers(handle)) ?? [];
  } finally {
    await handle.close();
  }
}

/** Whether a file begins as a collection, whatever its end is like. */
export async function beginsAsCollection(path: string): Promise<boolean> {
  try {
    for await (const { members } of readArchives(createReadStream(path))) {
      return members !== undefined;
    }
  } catch (error) {
    if (!(error instanceof PmklcError)) throw error;
  }
  return false;
}

/**
 * Arguments behind a collection that are no archives choose files of it.
 * @throws UsageError when `-o` is for several inputs
 */
export async function chosenInputs(
  { mode, output }: Command,
  inputs: readonly string[],
): Promise<ChosenInputs> {
  const [first = '', ...rest] = inputs;
  const mayChoose = mode !== 'compress' && rest.length > 0 && !rest.some(isArchiveName);
  if (mayChoose && (await isCollection(first))) return { inputs: [first], patterns: rest };
  if (output !== undefined && mode !== 'compress' && rest.length > 0) {
    throw new UsageError(`-o takes one FILE, got ${inputs.length}`);
  }
  return { inputs, patterns: [] };
}

function isArchiveName(name: string): boolean {
  return name.endsWith(SUFFIX) || name === '-';
}
