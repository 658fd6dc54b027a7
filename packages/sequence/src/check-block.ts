/**
 * Blocks of callers without types.
 */
import { checkBytes, checkObject, wrongKind } from '@pmklc/core';
import type { SequenceBlock } from './types.ts';

/** @throws TypeError when this is no block */
export function checkBlock(block: unknown): asserts block is SequenceBlock {
  checkObject('block', block);
  const { bases, streams } = block as Partial<SequenceBlock>;
  checkBytes('block.bases', bases);
  if (!Array.isArray(streams)) throw wrongKind('block.streams', 'an Array', streams);
}
