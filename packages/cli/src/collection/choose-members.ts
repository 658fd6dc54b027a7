/**
 * Choice of members by patterns, as shells have them.
 */
import type { Member } from '@pmklc/codec';
import picomatch from 'picomatch';
import { FileError } from '../messages/errors.ts';

/** Tells of a member whether it is chosen. */
export type Choice = (member: Pick<Member, 'name'>) => boolean;

/**
 * Choice by patterns: members whose whole name fits one, whose last part fits one without a `/`, and all that is in a folder that
 * does. Without patterns all are chosen.
 */
export function choiceOf(patterns: readonly string[]): Choice {
  if (patterns.length === 0) return () => true;
  const fits = patterns.map(toTest);
  return ({ name }) => fits.some((fit) => foldersOf(name).some(fit));
}

/** @throws FileError when a pattern chooses nothing */
export function checkChosen(members: readonly Member[], patterns: readonly string[]): void {
  for (const pattern of patterns) {
    if (members.some(choiceOf([pattern]))) continue;
    throw new FileError(`there is no file ${pattern} in it (-l shows all)`);
  }
}

/** A name itself is chosen by it, whatever is in it. */
function toTest(pattern: string): (name: string) => boolean {
  const bare = pattern.replace(/\/+$/, '');
  const isFit = picomatch(bare, { dot: true, basename: !bare.includes('/'), nonegate: true });
  return (name) => name === bare || isFit(name);
}

/** A name, and the folders that it is in. */
function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
