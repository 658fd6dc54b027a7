/**
 * Random access to a collection: any of its files, or records of them, without unpacking the rest.
 */
import type { ArchiveIndex } from '@pmklc/container';
import { readIndex } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { checkCodingOptions } from '../check-options.ts';
import { loadWasm } from '../partition/load-wasm.ts';
import type { ArchiveSource } from '../random-access/open-archive.ts';
import { OpenedArchive, toRandomAccess } from '../random-access/open-archive.ts';
import type { ByteRange, OpenOptions } from '../random-access/original-bytes.ts';
import { OriginalBytes } from '../random-access/original-bytes.ts';
import type { Member } from './member.ts';
import { MemberText } from './member-text.ts';
import { MemberTables } from './member-tables.ts';

/**
 * Members of a collection, in the order of their table; undefined when the archive is none. Reads the index only.
 *
 * @param source must stay as it is, and open, meanwhile
 * @throws PmklcError when it is no archive, or its index or table is damaged; `corrupt` when archives that follow each other have
 *   members of one name, or are partly no collections
 */
export async function readMembers(source: ArchiveSource): Promise<Member[] | undefined> {
  const places = placesIn(await readIndex(await toRandomAccess(source)));
  return places && [...places.keys()];
}

/**
 * Opens a collection for reading parts of it. Reads the index only.
 *
 * @param source must stay as it is, and open, while the result is used
 * @throws as `readMembers`; PmklcError `unsupported-feature` when it is no collection; RangeError for a bad option
 */
export async function openCollection(
  source: ArchiveSource,
  options: OpenOptions = {},
): Promise<OpenedCollection> {
  checkCodingOptions(options);
  await loadWasm(options.engine);
  const access = await toRandomAccess(source);
  const archives = await readIndex(access);
  const places = placesIn(archives);
  if (places === undefined) {
    throw new PmklcError('unsupported-feature', 'the archive holds no files by name');
  }
  return new OpenedCollection(new OriginalBytes(access, archives, options), places);
}

/** A collection that is open. Every method may throw PmklcError when what it reads is damaged, and the signal's reason when aborted. */
export class OpenedCollection {
  /** Members in the order of their table. */
  readonly members: readonly Member[];
  readonly #texts: OriginalBytes;
  readonly #places: ReadonlyMap<Member, ByteRange>;

  /** @internal */
  constructor(texts: OriginalBytes, places: ReadonlyMap<Member, ByteRange>) {
    this.#texts = texts;
    this.#places = places;
    this.members = [...places.keys()];
  }

  /** The member of that name; undefined when there is none. */
  find(name: string): Member | undefined {
    return this.members.find((member) => member.name === name);
  }

  /** A file as an archive of its own. @param member one of `members` */
  open(member: Member): OpenedArchive {
    return new OpenedArchive(new MemberText(this.#texts, this.#placeOf(member)));
  }

  /**
   * The bytes of several files, each whole, in the order in which they are stored: each partition is decoded once, as far as the last
   * of them.
   */
  async *readAll(
    members: Iterable<Member>,
  ): AsyncGenerator<{ readonly member: Member; readonly bytes: AsyncIterable<Uint8Array> }> {
    const wanted = [...members]
      .map((member) => ({ member, place: this.#placeOf(member) }))
      .sort((a, b) => a.place.start - b.place.start);
    this.#texts.expect(wanted.map(({ place }) => place));
    try {
      for (const { member, place } of wanted) {
        yield { member, bytes: this.#texts.bytes(place.start, place.end) };
      }
    } finally {
      this.#texts.expect([]);
    }
  }

  #placeOf(member: Member): ByteRange {
    const place = this.#places.get(member);
    if (place === undefined) throw new RangeError('it is no member of this collection');
    return place;
  }
}

/** Members of all archives of a file, and where they are in all of their inputs; undefined when it is no collection. */
function placesIn(archives: readonly ArchiveIndex[]): ReadonlyMap<Member, ByteRange> | undefined {
  const tables = new MemberTables();
  const places = new Map<Member, ByteRange>();
  let isCollection = false;
  let offset = 0;
  for (const { members: record, inputBytes } of archives) {
    const members = tables.next(record);
    isCollection ||= members !== undefined;
    for (const { start, isLineEnded, group, ...member } of members ?? []) {
      void [isLineEnded, group];
      if (start + member.size > inputBytes) {
        throw new PmklcError('corrupt', 'the members are not as long as the table says');
      }
      const first = offset + start;
      places.set(member, { start: first, end: first + member.size });
    }
    offset += inputBytes;
  }
  return isCollection ? places : undefined;
}
