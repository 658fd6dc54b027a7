/**
 * `SET.pmklc::MEMBER`: one file of a collection, as if it were an archive.
 */
import type { ArchiveSource, OpenedArchive, OpenOptions } from '@pmklc/codec';
import { openArchive, openCollection, readMembers } from '@pmklc/codec';
import { identityOf } from '../files/input.ts';
import { FileError } from '../messages/errors.ts';
import { choiceOf } from './choose-members.ts';

const SEPARATOR = '::';

/** A path, and the member that is meant; undefined where it is an archive of one file. */
export interface MemberPath {
  readonly path: string;
  readonly member: string | undefined;
}

/** A name taken apart; a file of that whole name is what it says. */
export async function memberPathOf(name: string): Promise<MemberPath> {
  const at = name.indexOf(SEPARATOR);
  if (at <= 0 || (await identityOf(name)) !== undefined) return { path: name, member: undefined };
  return { path: name.slice(0, at), member: name.slice(at + SEPARATOR.length) };
}

/** @throws FileError when there is no such file in it, or several; what opening throws */
export async function openMember(
  source: ArchiveSource,
  { path, member }: MemberPath,
  options: OpenOptions,
): Promise<OpenedArchive> {
  if (member === undefined) {
    const members = await readMembers(source);
    if (members === undefined) return openArchive(source, options);
    throw new FileError(`it holds many files: which one? (${path}::NAME, -l shows all)`);
  }
  const collection = await openCollection(source, options);
  const exact = collection.find(member);
  const fitting = exact ? [exact] : collection.members.filter(choiceOf([member]));
  const [only, ...more] = fitting.filter(({ kind }) => kind === 'file');
  if (only === undefined) throw new FileError(`there is no file ${member} in it (-l shows all)`);
  if (more.length === 0) return collection.open(only);
  throw new FileError(`${member} is ${more.length + 1} files of it, such as ${only.name}`);
}
