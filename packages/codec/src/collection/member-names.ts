/**
 * Rules for names of members and targets of links: nothing that an archive says leads out of the folder that it is unpacked to.
 * Normative: docs/format/README.md, "Members".
 */
import { PmklcError } from '@pmklc/core';
import type { Member } from './member.ts';

const MAX_PATH_BYTES = 4096;
const MAX_PART_BYTES = 255;
/** Characters that no name has: NUL, and halves of others. */
const NO_TEXT = /\0|\p{Surrogate}/u;

/** A member that no archive may hold, and why, as a sentence without its name. */
export interface Fault {
  readonly member: Member;
  readonly fault: string;
}

/** One thing that is wrong with the members of an archive; undefined when all is well. */
export function faultOf(members: readonly Member[]): Fault | undefined {
  for (const member of members) {
    const fault = ownFault(member);
    if (fault !== undefined) return { member, fault };
  }
  return new MemberNames().add(members);
}

/** Names of the members of the archives of a file, which together are one collection. */
export class MemberNames {
  readonly #kinds = new Map<string, Member['kind']>();
  /** Folders that names have in them. */
  readonly #folders = new Set<string>();

  /**
   * Takes the members of the next archive.
   * @returns what does not go with the others; undefined when all is well
   */
  add(members: readonly Member[]): Fault | undefined {
    const own = new Set<string>();
    for (const member of members) {
      const fault = this.#faultOf(member, own);
      if (fault !== undefined) return { member, fault };
      own.add(member.name);
      this.#kinds.set(member.name, member.kind);
      for (const folder of foldersOf(member.name)) this.#folders.add(folder);
    }
    return undefined;
  }

  #faultOf({ name, kind }: Member, own: ReadonlySet<string>): string | undefined {
    const known = this.#kinds.get(name);
    const isAgain = known === 'folder' && kind === 'folder' && !own.has(name);
    if (known !== undefined && !isAgain) return 'it is there twice';
    const isBehind = foldersOf(name).some((folder) => {
      const above = this.#kinds.get(folder);
      return above === 'file' || above === 'link';
    });
    const isAbove = kind !== 'folder' && this.#folders.has(name);
    return isBehind || isAbove ? 'a file or link is where a folder is' : undefined;
  }
}

/** The error for an archive with such a member. */
export function corruptMember({ member, fault }: Fault): PmklcError {
  return new PmklcError(
    'corrupt',
    `the archive has a member ${JSON.stringify(member.name)}: ${fault}`,
  );
}

function ownFault({ name, kind, target }: Member): string | undefined {
  if (!isPath(name)) return 'it is no name of a file in a folder';
  if (kind !== 'link') return undefined;
  return target !== undefined && staysInside(name, target)
    ? undefined
    : 'its link leads out of the folder';
}

/** Whether a path is relative, in parts that are names, and as long as systems take. */
function isPath(path: string): boolean {
  return byteCount(path) <= MAX_PATH_BYTES && path.split('/').every(isPart);
}

function isPart(part: string): boolean {
  const isName = part !== '' && part !== '.' && part !== '..' && !NO_TEXT.test(part);
  return isName && byteCount(part) <= MAX_PART_BYTES;
}

/**
 * Whether a link leads to a place in the tree, whatever other links are on the way: it goes up first, no further than the tree's top,
 * and then only down. No member is behind a link, so that the folders it goes up to are those of its name.
 */
function staysInside(name: string, target: string): boolean {
  const parts = target.split('/');
  const down = parts.findIndex((part) => part !== '..');
  const up = down < 0 ? parts.length : down;
  const depth = name.split('/').length - 1;
  const rest = parts.slice(up).join('/');
  return (
    up <= depth && byteCount(target) <= MAX_PATH_BYTES && (rest === '' ? up > 0 : isPath(rest))
  );
}

/** The folders that a name is in. */
function foldersOf(name: string): string[] {
  const folders: string[] = [];
  for (let end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
    folders.push(name.slice(0, end));
  }
  return folders;
}

function byteCount(text: string): number {
  return new TextEncoder().encode(text).length;
}
