/**
 * The folder of divided work: which files there are, and how they are named.
 */
import { DigestStream } from '@pmklc/container';

/** Place of the files of some divided work: a folder, a bucket, a map. */
export interface JobFolder {
  /** All bytes of a file; undefined when there is none of that name. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Makes a file, or puts it in place of another: whoever reads it finds all of it, or what was there before. */
  write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

/** The file of what a joined file is made of besides the results; written last. */
export const SKELETON_FILE = 'skeleton';

const DIGITS = 4;

/** Name of the files of a partition, without an ending: they count from 1. @param index from 0 */
export function jobName(index: number): string {
  return String(index + 1).padStart(DIGITS, '0');
}

/** Names of the files of a partition. */
export function filesOf(index: number): { job: string; snapshot: string; result: string } {
  const name = jobName(index);
  return { job: `${name}.job`, snapshot: `${name}.snapshot`, result: `${name}.result` };
}

/**
 * Writes a file.
 * @returns its digest, 16 bytes: the id of a job
 */
export async function writeDigested(
  folder: JobFolder,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  const digest = new DigestStream();
  async function* digested() {
    for await (const chunk of chunks) {
      digest.update(chunk);
      yield chunk;
    }
  }
  await folder.write(name, digested());
  return digest.digest();
}

/** Id of the job that a file holds: 16 bytes. */
export function idOfFile(bytes: Uint8Array): Uint8Array {
  const digest = new DigestStream();
  digest.update(bytes);
  return digest.digest();
}
