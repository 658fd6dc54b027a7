/**
 * Archive header: what is said once for a whole archive. A header that says nothing is not written
 * at all.
 */
import { PmklcError } from '@pmklc/core';
import type { ByteQueue } from '../framing/byte-queue.ts';
import { KIND_HEADER } from '../framing/format.ts';
import { readFrame, unexpected } from '../framing/frame.ts';
import { decodePreamble, PREAMBLE_BYTES } from '../framing/preamble.ts';
import { ArchiveHeaderType, decodeMessage, encodeMessage } from './schema.ts';

const MAX_NAME_BYTES = 255;
/** Names with separators of folders, with control characters, and those of folders themselves. */
const NO_FILE_NAME = /[/\\\p{Cc}]|^\.{1,2}$/u;

/** Features that this code knows. */
const KNOWN_FEATURES: ReadonlySet<number> = new Set();

/** Header of an archive: what holds for all of it. */
export interface ArchiveHeader {
  /** Version of the file format. */
  readonly version: number;
  /** Numbers of features without which it cannot be read; docs/format/README.md lists them. */
  readonly requiredFeatures: readonly number[];
  /** Names of two files, of which the input has a record of four lines each in turn; absent: it is of one. */
  readonly mateNames?: MateNames;
}

/** Names of two files, without folders: 1..255 bytes in UTF-8 each. They come from the archive: escape them before printing. */
export type MateNames = readonly [string, string];

/** Facts that the header of an archive may say. */
export type ArchiveFacts = Partial<Pick<ArchiveHeader, 'requiredFeatures' | 'mateNames'>>;

/**
 * The message's bytes; none when the header says nothing.
 * @throws RangeError when a name is none of a file in a folder, or both are the same
 */
export function encodeArchiveHeader({ requiredFeatures, mateNames }: ArchiveFacts): Uint8Array {
  const names = [...(mateNames ?? [])];
  if (!areMateNames(names)) {
    throw new RangeError(`mates have names of two files without folders, got ${names.join(', ')}`);
  }
  return encodeMessage(ArchiveHeaderType, {
    requiredFeatures: [...(requiredFeatures ?? [])],
    mateNames: names,
  });
}

/** Whether names are those of mates, or there are none. */
function areMateNames(names: readonly string[]): boolean {
  if (names.length === 0) return true;
  return names.length === 2 && names[0] !== names[1] && names.every(isFileName);
}

/** Whether it names a file in a folder, on any system: nothing is written elsewhere because of what an archive says. */
function isFileName(name: string): boolean {
  const bytes = new TextEncoder().encode(name).length;
  return bytes >= 1 && bytes <= MAX_NAME_BYTES && !NO_FILE_NAME.test(name);
}

/**
 * Reads the preamble, and the header if there is one.
 *
 * @throws PmklcError as `decodePreamble` and `readFrame`, and `unsupported-feature` when the archive
 *   requires one that is not known here
 */
export async function readArchiveHeader(queue: ByteQueue): Promise<ArchiveHeader> {
  const version = decodePreamble(await queue.peek(PREAMBLE_BYTES));
  await queue.read(PREAMBLE_BYTES);
  const [kind] = await queue.peek(1);
  if (kind !== KIND_HEADER) return { version, requiredFeatures: [] };
  const frame = await readFrame(queue);
  if (frame.content.length === 0) throw unexpected(frame);
  const { requiredFeatures, mateNames } = decodeMessage(
    ArchiveHeaderType,
    frame.content,
    'the archive header',
  );
  checkFeatures(requiredFeatures);
  if (!areMateNames(mateNames)) {
    throw new PmklcError('corrupt', 'the archive header names mates that are no two files');
  }
  const [first, second] = mateNames;
  const isPaired = first !== undefined && second !== undefined;
  return { version, requiredFeatures, ...(isPaired && { mateNames: [first, second] as const }) };
}

function checkFeatures(required: readonly number[]): void {
  const unknown = required.filter((feature) => !KNOWN_FEATURES.has(feature));
  if (unknown.length > 0) {
    throw new PmklcError(
      'unsupported-feature',
      `the archive needs feature ${unknown.join(', ')}, which a newer version of pmklc has`,
    );
  }
}
