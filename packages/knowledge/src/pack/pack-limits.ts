/**
 * Limits of packs: how large they may be. Format: docs/format/knowledge.md.
 */

/** References of a pack: a mask names those in use. */
export const MAX_REFERENCES = 32;
/** Bases of a reference: positions are 32-bit integers with sign. */
export const MAX_REFERENCE_BASES = 2 ** 30;
/** Residues of a pack, ends among them: a byte each in memory, and four for their places. */
export const MAX_RESIDUES = 2 ** 26;
/** Bytes of a pack: Node hashes no more at once, and a file of more is not read at once. */
export const MAX_PACK_BYTES = 2 ** 31 - 1;
/** Bases that `makePack` takes, all together: they stay in memory, two bits each, while it works. */
export const MAX_PACK_BASES = 2 ** 33;
