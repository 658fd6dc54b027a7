/**
 * Takes out of damaged archives what is not damaged, and says what is missing.
 *
 * Partitions whose frames are all there are unpacked and checked as ever. Of one that breaks off, the
 * bases before the damage are taken: see `decode-truncated.ts`.
 */
import { DEFAULT_MEMORY_LIMIT_BYTES, MAGIC, scanDamaged } from '@pmklc/container';
import { equalBytes, PmklcError } from '@pmklc/core';
import { checkGroup } from '../check-kinds.ts';
import { checkCodingOptions } from '../check-options.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import type { ArchiveSource } from '../random-access/open-archive.ts';
import { toRandomAccess } from '../random-access/open-archive.ts';
import type { OpenOptions } from '../random-access/original-bytes.ts';
import type { MissingRange } from './missing-range.ts';
import { SalvagedArchive, type SalvagedPiece } from './salvaged-archive.ts';

const NO_BYTES = new Uint8Array(0);

export interface SalvageOptions extends OpenOptions {
  /** Functions that hear of the work. */
  readonly on?: {
    /** Called for every stretch that is missing, once the archive that it belongs to is done. */
    readonly missing?: (stretch: MissingRange) => void;
  };
}

/**
 * The original bytes of what is not damaged, in order; nothing stands in for what is missing. Every
 * byte is right as far as checksums tell: those of the frames, and of partitions that are whole. Only those counted
 * as `unverifiedBytes` are not vouched for: they are right if the archive is cut off where it ends, or damaged where
 * it seems to be, and nowhere else.
 *
 * @throws PmklcError `bad-magic` when nothing of an archive is found; `memory-limit`, `model-mismatch`;
 *   the signal's reason when aborted
 */
export async function* salvageStream(
  source: ArchiveSource,
  options: SalvageOptions = {},
): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of salvagePieces(source, options)) if (bytes.length > 0) yield bytes;
}

/** As `salvageStream`, with what is known of where the bytes are from. */
export async function* salvagePieces(
  source: ArchiveSource,
  { on = {}, ...options }: SalvageOptions = {},
): AsyncGenerator<SalvagedPiece> {
  checkCodingOptions(options);
  checkGroup('on', on, { missing: true });
  const { memoryLimitBytes = DEFAULT_MEMORY_LIMIT_BYTES } = options;
  await loadWasm(options.engine);
  const access = await toRandomAccess(source);
  let archive = new SalvagedArchive(0, options, on.missing);
  let number = 0;
  for await (const found of scanDamaged(access, { memoryLimitBytes, unverified: true })) {
    options.signal?.throwIfAborted();
    const isNext =
      found.kind === 'members'
        ? !archive.isEmpty
        : found.kind === 'partition' && archive.isBefore(found.header.index);
    if (isNext) {
      archive.report(undefined);
      archive = new SalvagedArchive(++number, options, on.missing);
    }
    if (found.kind === 'members') {
      const facts = {
        archive: number,
        partition: undefined,
        partitionBytes: 0,
        offset: 0,
        bytes: NO_BYTES,
      };
      yield { ...facts, members: found.content };
    } else if (found.kind === 'partition') yield* archive.take(found);
    else if (found.kind === 'trailer') {
      archive.report(found);
      archive = new SalvagedArchive(++number, options, on.missing);
    }
  }
  archive.report(undefined);
  if (number > 0 || !archive.isEmpty) return;
  const start = await access.read(0, Math.min(access.size, MAGIC.length));
  if (!equalBytes(start, MAGIC)) {
    throw new PmklcError('bad-magic', 'there is nothing of a pmklc archive in it');
  }
  const reason = 'the archive is damaged or cut off at its beginning';
  const place = { archive: 0, partition: 0, start: 0, bytes: undefined };
  on.missing?.({ ...place, reason, records: [] });
}
