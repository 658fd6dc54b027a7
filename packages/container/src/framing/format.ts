/**
 * The fixed numbers of the file format. Normative: docs/format/README.md, "Container".
 */

/** First bytes of an archive. 0x9d cannot start a character in UTF-8: an archive is not text. */
export const MAGIC = Uint8Array.of(0x9d, 0x50, 0x4d, 0x4b);

/** The version of the format that this code writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;

/** Kinds of frames: letters, of which lower-case ones may be skipped by who does not know them. */
export const KIND_HEADER = 0x48; // H
export const KIND_MEMBERS = 0x4d; // M
export const KIND_PARTITION = 0x50; // P
export const KIND_CONTINUATION = 0x43; // C
export const KIND_TRAILER = 0x54; // T

/** Set in the kind byte of a frame whose record goes on in the next frame. */
export const MORE_FLAG = 0x80;

/** A frame's content is never longer. */
export const MAX_FRAME_BYTES = 2 ** 24;

/** Contents of the frames that this code writes, unless asked otherwise. */
export const DEFAULT_FRAME_BYTES = 2 ** 20;

/** A partition's header message is never longer. */
export const MAX_HEADER_BYTES = 2 ** 16;

/** A table of members is never longer, nor is the message that it begins with. */
export const MAX_TABLE_BYTES = 2 ** 28;
export const MAX_TABLE_COLUMNS = 64;

export const MAX_SIDE_STREAMS = 256;
export const MAX_KNOWLEDGE_IDS = 64;
/** Lanes of a partition; each has 1,024 bases at least, if there are several. */
export const MAX_LANES = 4096;

/** Bytes of the digest: half a SHA-256. */
export const DIGEST_BYTES = 16;

/** Memory that a decoder must always have for the model; only more than this is written down. */
export const BASE_MEMORY_BYTES = 64 * 2 ** 20;
/**
 * Bytes that a partition is taken to need for each base beside its model: the bases, their text, what waits to be written
 * and what the garbage collector has left. Unpacking 10 GiB through a pipe takes as much.
 */
export const BYTES_A_BASE = 5;

/**
 * Memory that one partition may need, unless told otherwise: 2 GiB. Writers keep to it, readers refuse what takes more. Every
 * level does with it at the size that partitions have by default.
 */
export const DEFAULT_MEMORY_LIMIT_BYTES = 2 * 2 ** 30;
