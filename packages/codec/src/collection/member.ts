/**
 * Members of a collection: the files, folders and links that one archive holds.
 */

/** Kinds of members. */
export type MemberKind = 'file' | 'folder' | 'link';

/** One file, folder or symbolic link. What it says comes from an archive: escape it before printing. */
export interface Member {
  /** Path from the folder that the collection is unpacked to, with `/` between its parts. */
  readonly name: string;
  readonly kind: MemberKind;
  /** Bytes of a file; 0 for others. */
  readonly size: number;
  /** Permissions, 0..0o777; absent: not recorded. */
  readonly mode?: number;
  /** Time of the last change in seconds since 1970, an integer; absent: not recorded. */
  readonly modified?: number;
  /** Path that a link leads to, from the folder that it is in. */
  readonly target?: string;
}

/** A member, and where its bytes are in the input of its archive. */
export interface PlacedMember extends Member {
  /** Offset of its first byte in the input of the archive; 0 for all but files. */
  readonly start: number;
  /** Whether a line end follows its bytes in that input, which the file does not have. */
  readonly isLineEnded: boolean;
  /** Number by which the bytes of files are ordered; those of one group are in the order of the table. */
  readonly group: number;
}

/** A member to be packed. */
export interface MemberInput extends Member {
  /**
   * Bytes `start..end - 1` of a file, in chunks of any size. All of a file is read twice at most, and its beginning and last
   * byte once more.
   */
  read(start: number, end: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}
