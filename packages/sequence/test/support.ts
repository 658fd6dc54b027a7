/** Comparisons of split and joined blocks. */
import type { SequenceBlock } from '@pmklc/sequence';
import { joinBlock } from '@pmklc/sequence';
import { concat, isEqual } from '@pmklc/testing';

export const FORMATS = ['fasta', 'fastq', 'plain', 'raw'] as const;

export function joined(block: SequenceBlock): Uint8Array {
  return concat(...joinBlock(block));
}

/** Whether `block` joins to `bytes`, compared chunk by chunk. */
export function joinsTo(block: SequenceBlock, bytes: Uint8Array): boolean {
  let at = 0;
  for (const chunk of joinBlock(block)) {
    if (!isEqual(chunk, bytes.subarray(at, at + chunk.length))) return false;
    at += chunk.length;
  }
  return at === bytes.length;
}
