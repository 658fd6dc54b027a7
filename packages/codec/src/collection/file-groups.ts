/**
 * Groups of files whose bytes come one after the other: those of a class, and of text and binary files those with one ending.
 */
import type { KnownFile } from './known-file.ts';
import { compareClasses } from './member-class.ts';

/**
 * Number of the group of each member, from 0; 0 for what is no file.
 * @param members in the order of the table
 */
export async function groupFiles(
  members: readonly KnownFile[],
  signal?: AbortSignal,
): Promise<number[]> {
  signal?.throwIfAborted();
  const keys = members.map(keyOf);
  const first = new Map<string, KnownFile>();
  for (const [i, key] of keys.entries()) {
    const member = members[i]!;
    if (member.input.kind === 'file' && !first.has(key)) first.set(key, member);
  }
  const ordered = [...first].sort(([, a], [, b]) => compareClasses(a.name, b.name));
  const numbers = new Map(ordered.map(([key], number) => [key, number]));
  return keys.map((key, i) => (members[i]!.input.kind === 'file' ? numbers.get(key)! : 0));
}

/** Key that files of a group have in common. */
function keyOf({ name, input }: KnownFile): string {
  const hasEnding = name === 'text' || name === 'binary';
  return hasEnding ? `${name} ${/\.[^./]*$/.exec(input.name)?.[0] ?? ''}` : name;
}
