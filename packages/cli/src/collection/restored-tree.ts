/**
 * A tree of files that is being unpacked. All of it is in a temporary folder until it is complete; then each file gets its place. What
 * is there already stays, unless it may be overwritten; nothing is written through a link.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { chmod, link, mkdir, rename, rm, symlink, unlink, utimes, lutimes } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Member, MemberPiece } from '@pmklc/codec';
import { FileError, naming, OtherFileError, systemCode } from '../messages/errors.ts';
import { checkPlatformName } from './platform-names.ts';

/** Folders that are being filled, to be removed should the process exit early. */
const unfinished = new Set<string>();

/** Removes all that is not complete, for the last moment of a process. */
export function removeUnfinished(): void {
  for (const folder of unfinished) rmSync(folder, { recursive: true, force: true });
  unfinished.clear();
}

/** How a tree is written. */
export interface TreeRules {
  /** Whether files that are there may be overwritten. */
  readonly force: boolean;
  /** Whether files must be on disk before they get their places, which takes much longer. */
  readonly isSynced: boolean;
}

/** Takes pieces in the order of `unpackMembers`, then either `commit` or `discard`. */
export class RestoredTree {
  readonly #target: string;
  readonly #force: boolean;
  readonly #isSynced: boolean;
  readonly #staging: string;
  readonly #files: { readonly member: Member; readonly staged: string }[] = [];
  readonly #others: Member[] = [];
  #open: { readonly member: Member; readonly file: number } | undefined;

  /** @param target folder that the tree goes to; it must be there */
  constructor(target: string, { force, isSynced }: TreeRules) {
    this.#target = target;
    this.#force = force;
    this.#isSynced = isSynced;
    this.#staging = join(target, `.pmklc-${randomBytes(6).toString('hex')}.tmp`);
  }

  /** @throws OtherFileError when it cannot be written, or its place is taken */
  write({ member, bytes, isEnd }: MemberPiece): void {
    try {
      this.#write(member, bytes, isEnd);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
      throw new OtherFileError(this.#placeOf(member), error);
    }
  }

  /** Everything gets its place, and then times and permissions. */
  async commit(): Promise<void> {
    this.#closeFile();
    for (const member of this.#others) {
      if (member.kind === 'folder') this.#makeFolder(member.name);
    }
    for (const { member, staged } of this.#files) await this.#settle(member, staged);
    const links = this.#others.filter(({ kind }) => kind === 'link');
    for (const member of links) await naming(this.#placeOf(member), this.#settleLink(member));
    // From the inside out: what is put into a folder changes its time.
    const folders = this.#others.filter(({ kind }) => kind === 'folder');
    for (const member of folders.sort((a, b) => b.name.length - a.name.length)) {
      await setAttributes(this.#placeOf(member), member);
    }
    await this.#removeStaging();
  }

  /** Something failed: nothing is left behind of what has no place yet. */
  async discard(): Promise<void> {
    this.#closeFile();
    await this.#removeStaging();
  }

  #write(member: Member, bytes: Uint8Array, isEnd: boolean): void {
    if (this.#open?.member !== member) this.#begin(member);
    for (let from = 0; from < bytes.length;) {
      from += writeSync(this.#open!.file, bytes, from);
    }
    if (isEnd) this.#closeFile();
  }

  #begin(member: Member): void {
    checkPlatformName(member.name);
    this.#checkPlace(member);
    if (member.kind !== 'file') {
      this.#others.push(member);
      return;
    }
    this.#closeFile();
    if (!unfinished.has(this.#staging)) {
      mkdirSync(this.#staging, { mode: 0o700 });
      unfinished.add(this.#staging);
    }
    const staged = join(this.#staging, String(this.#files.length));
    this.#files.push({ member, staged });
    this.#open = { member, file: openSync(staged, 'wx', 0o666) };
  }

  #closeFile(): void {
    if (this.#open === undefined) return;
    if (this.#isSynced) fsyncSync(this.#open.file);
    closeSync(this.#open.file);
    this.#open = undefined;
  }

  #placeOf({ name }: Pick<Member, 'name'>): string {
    return join(this.#target, name.replaceAll('/', sep));
  }

  /** Before anything is decoded in vain. @throws FileError when something is in the way */
  #checkPlace(member: Member): void {
    this.#checkFolders(member.name);
    const path = this.#placeOf(member);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (member.kind === 'folder' && found.isDirectory()) return;
    const what = member.kind === 'folder' ? 'is there, and is no folder' : 'exists already';
    if (!this.#force || found.isDirectory() || member.kind === 'folder') {
      const hint = found.isDirectory() || member.kind === 'folder' ? '' : ' (use -f to overwrite)';
      throw new FileError(`${path} ${what}${hint}`);
    }
  }

  /** @throws FileError when a folder on the way is none, or a link, which may lead anywhere */
  #checkFolders(name: string): void {
    for (let end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
      const path = this.#placeOf({ name: name.slice(0, end) });
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found === undefined) return;
      if (!found.isDirectory()) throw new FileError(`${path} is there, and is no folder`);
    }
  }

  /** @param name of a folder; empty for the top */
  #makeFolder(name: string): void {
    this.#checkFolders(`${name}/`);
    mkdirSync(this.#placeOf({ name }), { recursive: true });
  }

  async #settle(member: Member, staged: string): Promise<void> {
    const path = this.#placeOf(member);
    await naming(path, this.#moveTo(member, staged, path));
  }

  async #moveTo(member: Member, staged: string, path: string): Promise<void> {
    this.#makeFolder(folderOf(member.name));
    await setAttributes(staged, member);
    if (this.#force) return rename(staged, path);
    await renameToNew(staged, path);
  }

  async #settleLink(member: Member): Promise<void> {
    const path = this.#placeOf(member);
    this.#makeFolder(folderOf(member.name));
    if (this.#force) await rm(path, { force: true });
    await symlink(member.target!, path);
    const { modified } = member;
    if (modified !== undefined) await lutimes(path, modified, modified).catch(() => {});
  }

  async #removeStaging(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
    unfinished.delete(this.#staging);
  }
}

/** The folder that a name is in; empty for the top. */
function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

/** A hard link fails when the name was taken meanwhile; not every file system has them. */
async function renameToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const isTaken = lstatSync(to, { throwIfNoEntry: false }) !== undefined;
    if (systemCode(error) === 'EEXIST' || isTaken) {
      throw new FileError(`${to} exists already (use -f to overwrite)`);
    }
    return rename(from, to);
  }
  await unlink(from);
}

/** Sets what is recorded, as far as the system allows. */
async function setAttributes(path: string, { mode, modified }: Member): Promise<void> {
  if (mode !== undefined) await chmod(path, mode).catch(() => {});
  if (modified !== undefined) await utimes(path, modified, modified).catch(() => {});
}

/** A folder that trees go to, made if need be. */
export async function makeTarget(folder: string): Promise<void> {
  await naming(folder, mkdir(folder, { recursive: true }));
}
