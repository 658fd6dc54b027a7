/**
 * Attributes of a file besides its bytes: times, permissions and owner. An output gets those of its input,
 * as from gzip and xz, as far as the system lets it.
 */
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

export interface FileAttributes {
  /** Permissions, without set-user-ID and the like: what is made of a program is none. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Nanoseconds since 1970. */
  readonly accessed: bigint;
  readonly modified: bigint;
}

export function attributesOf({ mode, uid, gid, atimeNs, mtimeNs }: BigIntStats): FileAttributes {
  return {
    mode: Number(mode) & 0o777,
    uid: Number(uid),
    gid: Number(gid),
    accessed: atimeNs,
    modified: mtimeNs,
  };
}

/**
 * Sets what the system allows, and is content with it. Group before permissions before owner: nobody
 * may do more with the output than with the input at any moment.
 */
export async function setAttributes(
  handle: Pick<FileHandle, 'chown' | 'chmod' | 'utimes'>,
  { mode, uid, gid, accessed, modified }: FileAttributes,
): Promise<void> {
  const isGroupKept = await succeeds(handle.chown(-1, gid));
  await succeeds(handle.chmod(isGroupKept ? mode : withoutGroup(mode)));
  await succeeds(handle.chown(uid, -1));
  await succeeds(handle.utimes(toTime(accessed), toTime(modified)));
}

/** Whoever is in the group of the output or of the input may do what both groups and all others may. */
function withoutGroup(mode: number): number {
  const shared = (mode >> 3) & mode & 0o7;
  return (mode & 0o700) | (shared << 3) | shared;
}

/**
 * Seconds, to the microsecond, which is what the system call gets. It cuts the rest off: a quarter of a
 * microsecond makes up for what a double loses. Node takes negative numbers for the present, but not dates.
 */
function toTime(nanoseconds: bigint): number | Date {
  if (nanoseconds < 0n) return new Date(Number(nanoseconds / 1_000_000n));
  return (Number(nanoseconds / 1000n) + 0.25) / 1e6;
}

async function succeeds(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
