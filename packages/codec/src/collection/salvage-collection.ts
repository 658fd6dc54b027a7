/**
 * Takes out of a damaged collection what is not damaged, and says which files are not whole.
 */
import { readIndex } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import type { ArchiveSource } from '../random-access/open-archive.ts';
import { toRandomAccess } from '../random-access/open-archive.ts';
import type { SalvagedPiece } from '../salvage/salvaged-archive.ts';
import type { SalvageOptions } from '../salvage/salvage-stream.ts';
import { salvagePieces } from '../salvage/salvage-stream.ts';
import type { Member, PlacedMember } from './member.ts';
import type { MemberPiece } from './member-cutter.ts';
import { decodeTable } from './member-table.ts';
import { inOrderOfBytes, placeBytes } from './placement.ts';

/** A file of which bytes are missing. */
export interface BrokenMember {
  readonly member: Member;
  /** Bytes that were taken out; nothing stands in for the others. */
  readonly bytes: number;
}

/** Options of salvaging a collection. */
export interface SalvageMembersOptions extends SalvageOptions {
  readonly on?: SalvageOptions['on'] & {
    /** Called for every file that is not whole, once the archive that it belongs to is done. */
    readonly broken?: (broken: BrokenMember) => void;
  };
}

/**
 * Pieces of members of which there is something, as `unpackMembers` gives them; a file that is not whole has no last piece.
 *
 * @throws as `salvageStream`; PmklcError `corrupt` where there is no whole table of members
 */
export async function* salvageMembers(
  source: ArchiveSource,
  { on = {}, ...options }: SalvageMembersOptions = {},
): AsyncGenerator<MemberPiece> {
  const { broken, ...rest } = on;
  const offsets = await offsetsIn(source);
  let open: SalvagedMembers | undefined;
  for await (const piece of salvagePieces(source, { ...options, on: rest })) {
    if (piece.members !== undefined) {
      open?.report(broken);
      open = new SalvagedMembers(decodeTable(piece.members), offsets[piece.archive]);
      yield* open.withoutBytes();
    } else if (open === undefined) {
      throw new PmklcError('corrupt', 'the table of its files is lost (-c takes out their bytes)');
    } else yield* open.take(piece);
  }
  if (open === undefined) throw new PmklcError('corrupt', 'the table of its files is lost');
  open.report(broken);
}

/** Offsets of partitions in the inputs of their archives, as far as the ends of the archives are whole. */
async function offsetsIn(source: ArchiveSource): Promise<readonly (readonly number[])[]> {
  try {
    const archives = await readIndex(await toRandomAccess(source));
    return archives.map(({ partitions }) => partitions.map(({ inputOffset }) => inputOffset));
  } catch (error) {
    if (error instanceof PmklcError) return [];
    throw error;
  }
}

/** The members of one archive, and what was taken out of them. */
class SalvagedMembers {
  readonly #members: readonly PlacedMember[];
  readonly #files: readonly PlacedMember[];
  readonly #taken = new Map<PlacedMember, number>();
  readonly #offsets: readonly number[] | undefined;
  /** The last partition, and where it begins and ends; for who has no offsets. */
  #last = { partition: -1, start: 0, end: 0 };

  constructor(members: readonly PlacedMember[], offsets: readonly number[] | undefined) {
    this.#members = members;
    this.#files = inOrderOfBytes(members).filter((file) => placeBytes(file) > 0);
    this.#offsets = offsets;
  }

  *withoutBytes(): Generator<MemberPiece> {
    for (const member of this.#members) {
      if (placeBytes(member) > 0) continue;
      yield { member, bytes: new Uint8Array(0), isEnd: true };
    }
  }

  /** Bytes whose place nobody knows are left out: they are missing. */
  *take({ partition = 0, partitionBytes, offset, bytes }: SalvagedPiece): Generator<MemberPiece> {
    const start = this.#startOf(partition);
    if (start === undefined) return;
    const [first, end] = [start + offset, start + offset + bytes.length];
    this.#last = { partition, start, end: start + partitionBytes };
    for (let i = this.#firstAt(first); i < this.#files.length; i++) {
      const member = this.#files[i]!;
      if (member.start >= end) return;
      const own = bytes.subarray(
        Math.max(0, member.start - first),
        Math.max(0, member.start + member.size - first),
      );
      const taken = (this.#taken.get(member) ?? 0) + own.length;
      this.#taken.set(member, taken);
      if (own.length > 0) yield { member, bytes: own, isEnd: taken === member.size };
    }
  }

  report(broken: ((broken: BrokenMember) => void) | undefined): void {
    for (const member of this.#files) {
      const bytes = this.#taken.get(member) ?? 0;
      if (bytes < member.size) broken?.({ member, bytes });
    }
  }

  #startOf(partition: number): number | undefined {
    if (this.#offsets !== undefined) return this.#offsets[partition];
    const last = this.#last;
    if (partition === last.partition) return last.start;
    // As long as none is missing, each begins where the one before ends.
    return partition === last.partition + 1 ? last.end : undefined;
  }

  /** Index of the first file that ends behind a byte. */
  #firstAt(at: number): number {
    let [low, high] = [0, this.#files.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const file = this.#files[middle]!;
      if (file.start + placeBytes(file) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
