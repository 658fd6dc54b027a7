/**
 * Members for a collection: the files that a command line names, and all that is in its folders.
 */
import type { BigIntStats } from 'node:fs';
import { readlinkSync } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import type { MemberInput } from '@pmklc/codec';
import { FileError, OtherFileError, UsageError } from '../messages/errors.ts';
import { readRange } from './read-range.ts';

/** Rules of what is taken of files. */
export interface WalkRules {
  /** Whether what links lead to is taken, and not the links. */
  readonly followsLinks: boolean;
  /** Whether times and permissions are recorded. */
  readonly hasAttributes: boolean;
}

/** A member, and the file that it is made of. */
export interface FoundMember {
  readonly member: MemberInput;
  /** Tells files apart, whatever their names. */
  readonly identity: string;
}

/** Character that Node puts in place of bytes of a name that are no UTF-8. */
const NO_TEXT = '\ufffd';
/** Beginning that a name in an archive does not have: nothing is unpacked to there. */
const OUTSIDE = /^(\.\.?(\/|$)|\/)+/;

/**
 * Members in the order of the arguments, what is in a folder sorted by name after the folder itself. A path that is an argument is
 * followed if it is a link.
 *
 * @throws OtherFileError about what cannot be read or packed; UsageError when a name is there twice
 */
export async function* walkMembers(
  paths: readonly string[],
  rules: WalkRules,
): AsyncGenerator<FoundMember> {
  const names = new Map<string, string>();
  for (const path of paths) {
    for await (const found of membersAt(path, nameOf(path), rules, [])) {
      const { name } = found.member;
      const other = names.get(name);
      if (other !== undefined) {
        throw new UsageError(`${other} and ${path} would both be ${name} in the archive`);
      }
      names.set(name, path);
      yield found;
    }
  }
}

/** Name in the archive, as tar has it: the path without what leads out of the folder; empty for the folder itself. */
function nameOf(path: string): string {
  const slashed = sep === '/' ? path : path.replaceAll(sep, '/').replace(/^[a-z]:/i, '');
  return posix.normalize(slashed).replace(OUTSIDE, '').replace(/\/$/, '');
}

/** @param above identities of the folders that it is in */
async function* membersAt(
  path: string,
  name: string,
  rules: WalkRules,
  above: readonly string[],
): AsyncGenerator<FoundMember> {
  const follows = rules.followsLinks || above.length === 0;
  const found = await about(path, (follows ? stat : lstat)(path, { bigint: true }));
  const identity = `${found.dev}:${found.ino}`;
  if (name.includes(NO_TEXT)) throw failure(path, 'its name is not UTF-8');
  if (!found.isDirectory()) {
    yield { identity, member: memberOf(path, name, found, rules) };
    return;
  }
  if (above.includes(identity)) throw failure(path, 'its links lead round in a circle');
  if (name !== '') yield { identity, member: memberOf(path, name, found, rules) };
  const entries = await about(path, readdir(path));
  for (const entry of entries.sort(byCode)) {
    const inside = name === '' ? entry : `${name}/${entry}`;
    yield* membersAt(join(path, entry), inside, rules, [...above, identity]);
  }
}

function memberOf(
  path: string,
  name: string,
  found: BigIntStats,
  { hasAttributes }: WalkRules,
): MemberInput {
  const seconds = found.mtimeNs / 10n ** 9n - (found.mtimeNs % 10n ** 9n < 0n ? 1n : 0n);
  const attributes = hasAttributes
    ? { mode: Number(found.mode) & 0o777, modified: Number(seconds) }
    : {};
  const facts = { name, ...attributes, size: 0, read: () => [] };
  if (found.isDirectory()) return { ...facts, kind: 'folder' };
  if (found.isSymbolicLink()) return { ...facts, kind: 'link', target: readlinkSync(path) };
  if (!found.isFile()) throw failure(path, 'it is neither a file nor a folder nor a link');
  const read = (start: number, end: number) => readRange(path, start, end);
  return { ...facts, kind: 'file', size: Number(found.size), read };
}

async function about<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new OtherFileError(path, error);
  }
}

function failure(path: string, what: string): OtherFileError {
  return new OtherFileError(path, new FileError(what));
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
