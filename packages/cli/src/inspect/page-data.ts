/**
 * Data that the script of the page draws, as JSON: numbers of the bins are packed, low bytes first, in base64.
 */
import type { Inspection } from '@pmklc/codec';
import { CARRIERS } from '@pmklc/models';
import { shownName } from './shown-name.ts';

/** A bin's mean cost is stored in 1/4096 bits a base, at most 65535 of them. */
const BITS_SCALE = 4096;

export interface PageData {
  readonly residues: number;
  readonly binResidues: number;
  /** u16 for each bin: mean cost of its bases. */
  readonly bits: string;
  /** u8 for each bin and carrier: share of the bin's residues that it carried, in 1/255. */
  readonly shares: string;
  readonly carriers: readonly string[];
  /** Name, start, residues. */
  readonly records: readonly (readonly [string, number, number])[];
  readonly isEveryRecord: boolean;
  /** Residues at which partitions begin. */
  readonly partitions: readonly number[];
}

export function pageData(inspection: Inspection): PageData {
  const { residues, profile, records, recordCount, partitions } = inspection;
  return {
    residues,
    binResidues: profile.binResidues,
    bits: base64(meanBits(inspection)),
    shares: base64(shares(inspection)),
    carriers: CARRIERS.map(({ name }) => name),
    records: records.map(({ name, start, residues }) => [shownName(name), start, residues]),
    isEveryRecord: records.length === recordCount,
    partitions: partitions.map(({ start }) => start),
  };
}

function meanBits({ profile: { bits, bases } }: Inspection): Uint8Array {
  const packed = new DataView(new ArrayBuffer(2 * bits.length));
  bits.forEach((sum, bin) => {
    const mean = bases[bin]! > 0 ? Math.round((BITS_SCALE * sum) / bases[bin]!) : 0;
    packed.setUint16(2 * bin, Math.min(mean, 65535), true);
  });
  return new Uint8Array(packed.buffer);
}

/** Shares of all residues of the bin, so that what is missing to 1 are residues that are no bases. */
function shares({ profile: { carriers, binResidues }, residues }: Inspection): Uint8Array {
  return Uint8Array.from(carriers, (bases, i) => {
    const start = Math.floor(i / CARRIERS.length) * binResidues;
    return Math.round((255 * bases) / Math.min(binResidues, residues - start));
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
