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

/** Features that this code knows. */
const KNOWN_FEATURES: ReadonlySet<number> = new Set();

/** Header of an archive: what holds for all of it. */
export interface ArchiveHeader {
  /** Version of the file format. */
  readonly version: number;
  /** Numbers of features without which it cannot be read; docs/format/README.md lists them. */
  readonly requiredFeatures: readonly number[];
}

/** The message's bytes; none when the header says nothing. */
export function encodeArchiveHeader(requiredFeatures: readonly number[]): Uint8Array {
  return encodeMessage(ArchiveHeaderType, { requiredFeatures: [...requiredFeatures] });
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
  const { requiredFeatures } = decodeMessage(
    ArchiveHeaderType,
    frame.content,
    'the archive header',
  );
  checkFeatures(requiredFeatures);
  return { version, requiredFeatures };
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
