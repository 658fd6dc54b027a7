/**
 * Bytes from any place, as records are found in them: all of a file of archives, or one file of a collection.
 */
import type { SequenceFormat } from '@pmklc/sequence';
import type { ByteRange } from './original-bytes.ts';

/** Text that can be read from any place; its methods are those of `OriginalBytes`. */
export interface Text {
  readonly inputBytes: number;
  format(): Promise<SequenceFormat | undefined>;
  layout(): AsyncGenerator<Uint8Array>;
  expect(ranges: readonly ByteRange[]): void;
  bytes(start: number, end: number, isReads?: boolean): AsyncGenerator<Uint8Array>;
}
