/**
 * Records of two files of mates, one of each in turn.
 */
import { ByteBuffer } from '@pmklc/core';
import { FileError, OtherFileError } from '../messages/errors.ts';
import { WholeRecords } from './whole-records.ts';

const CHUNK_BYTES = 2 ** 20;

/** A file of mates: its name for errors, and its bytes. */
interface MateFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Bytes of both files, a record of four lines of each in turn.
 * @throws OtherFileError, which names the file, when one is no such records, or has fewer than the other
 */
export async function* interleave(first: MateFile, second: MateFile): AsyncGenerator<Uint8Array> {
  const files = [first, second].map(({ name, bytes }) => new WholeRecords(name, bytes));
  const [reads, mates] = files as [WholeRecords, WholeRecords];
  let out = new ByteBuffer(CHUNK_BYTES);
  try {
    for (;;) {
      const read = reads.take() ?? (await reads.next());
      if (read !== undefined) out.append(read);
      const mate = mates.take() ?? (await mates.next());
      if (mate !== undefined) out.append(mate);
      if (read === undefined && mate === undefined) break;
      if (read === undefined || mate === undefined) {
        const [short, long] = read === undefined ? [first, second] : [second, first];
        const error = new FileError(`it has fewer records than its mate, ${long.name}`);
        throw new OtherFileError(short.name, error);
      }
      if (out.length < CHUNK_BYTES) continue;
      yield out.view();
      out = new ByteBuffer(CHUNK_BYTES);
    }
  } finally {
    for (const file of files) await file.close();
  }
  if (out.length > 0) yield out.view();
}
