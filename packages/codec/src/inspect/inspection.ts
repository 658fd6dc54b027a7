/**
 * Findings of `inspectArchive`.
 */
import type { NamedFormat } from './named-format.ts';
import type { InspectedRecord } from './record-list.ts';

/** One partition of an archive. */
export interface InspectedPartition {
  /** Number of the archive in the file, and of the partition in the archive, from 0. */
  readonly archive: number;
  readonly index: number;
  readonly format: NamedFormat;
  /** Residues of the file before the partition, and in it. */
  readonly start: number;
  readonly residues: number;
  readonly bases: number;
  readonly originalBytes: number;
  /** Bytes of the coded bases. */
  readonly payloadBytes: number;
  /** 1..9; 0: no model of PMKLC's, and 1 where it is the fast one. */
  readonly level: number;
  readonly isFast: boolean;
  /** Whether the model is another than the level's. */
  readonly isCustom: boolean;
  /** Whether the contexts of the level's model learned from both strands. */
  readonly bothStrands: boolean;
  /** Lanes that the bases were coded in. */
  readonly lanes: number;
  /** Id of a predictor of the caller's. */
  readonly predictor: string | undefined;
  /** Static knowledge in use, in words. Names come from packs. */
  readonly knowledge: readonly string[];
  /** Partition whose kept state the model starts from, and the last one that it copies from. */
  readonly snapshotFrom: number | undefined;
  readonly prefixUpTo: number | undefined;
}

/** Bytes of one kind, of all partitions. */
export interface StreamSize {
  /** `bases`, `private network`, a side stream as docs/format/sequence.md calls it, or `framing`: the rest. */
  readonly name: string;
  readonly packedBytes: number;
  /** Before packing: a byte for each base; 0 for framing. */
  readonly rawBytes: number;
}

/** Bases that one kind of model carried, and what they cost. */
export interface CarriedBases {
  /** Name of one of `CARRIERS`. */
  readonly carrier: string;
  readonly bases: number;
  readonly bits: number;
}

/** A profile of a sequence of known length. */
export interface Profile {
  /** Residues in a bin, a power of two; the last bin may have fewer. */
  readonly binResidues: number;
  /** Bits that the bases of each bin cost. */
  readonly bits: Float64Array;
  /** Bases in each bin. What is left of `binResidues` are residues that are none, such as N. */
  readonly bases: Uint32Array;
  /** Bases of each bin that each kind of model carried: bin by bin, in the order of `CARRIERS`. */
  readonly carriers: Uint32Array;
}

/** Findings of `inspectArchive`. Names come from the file: escape them before showing them. */
export interface Inspection {
  readonly archiveBytes: number;
  readonly originalBytes: number;
  /** Letters of sequence lines; those that were coded as bases; and what these cost. */
  readonly residues: number;
  readonly bases: number;
  readonly bits: number;
  readonly partitions: readonly InspectedPartition[];
  /** Largest first, without those of no bytes; they add up to `archiveBytes`. */
  readonly streams: readonly StreamSize[];
  /** Bases that each kind of model carried, in the order of `CARRIERS`. */
  readonly carried: readonly CarriedBases[];
  readonly profile: Profile;
  /** Records in the order of the file: all, or the longest. */
  readonly records: readonly InspectedRecord[];
  readonly recordCount: number;
}
