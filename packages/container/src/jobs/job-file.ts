/**
 * Files of jobs: a preamble, then records in a fixed order, and nothing else. Layout: docs/format/jobs.md.
 */
import { ByteReader, PmklcError } from '@pmklc/core';
import { ByteQueue, type ByteSource } from '../framing/byte-queue.ts';
import { concat } from '../framing/concat.ts';
import { DEFAULT_FRAME_BYTES } from '../framing/format.ts';
import { type Frame, readContinuation, readFrame } from '../framing/frame.ts';
import { decodeMessage, encodeMessage, type MessageType } from '../messages/schema.ts';
import { messageHead, type RecordContent, recordFrames } from '../writing/record-frames.ts';

/** First bytes of a file of a job; the first is that of an archive, too. */
const JOB_MAGIC = Uint8Array.of(0x9d, 0x50, 0x4d, 0x4a);
/** Version of these files, which are no archives: they need not outlive the work. */
const JOB_VERSION = 1;
const PREAMBLE_BYTES = JOB_MAGIC.length + 1;

/** Kinds of records; those of partitions are as in archives. */
export const KIND_JOB = 0x4a; // J
export const KIND_BLOCK = 0x42; // B
export const KIND_RESULT = 0x52; // R
export const KIND_SNAPSHOT = 0x53; // S
export const KIND_SKELETON = 0x4b; // K

const NAMES: Readonly<Record<number, string>> = {
  [KIND_JOB]: 'a job',
  [KIND_RESULT]: 'a result',
  [KIND_SNAPSHOT]: 'a snapshot',
  [KIND_SKELETON]: 'a skeleton',
};

/** The bytes of a file of these records. */
export async function* jobFile(...records: readonly RecordContent[]): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(...JOB_MAGIC, JOB_VERSION);
  for (const record of records) yield* recordFrames(record, DEFAULT_FRAME_BYTES);
}

/** A record that begins with a message, of any length. */
export function messageRecord<T>(
  kind: number,
  type: MessageType<T>,
  message: Partial<T>,
  body: readonly Uint8Array[] = [],
): RecordContent {
  return { kind, head: [], body: [...messageHead(encodeMessage(type, message)), ...body] };
}

/** A message of a record, and what follows it there. */
export interface ReadRecord<T> {
  readonly message: T;
  readonly rest: Uint8Array;
}

/** A file of jobs that is read from front to back. */
export class JobFileReader {
  readonly #queue: ByteQueue;
  readonly #limit: number;

  private constructor(queue: ByteQueue, limit: number) {
    this.#queue = queue;
    this.#limit = limit;
  }

  /**
   * @param limit most bytes of a record
   * @throws PmklcError `bad-magic`, `truncated` or `unsupported-version`
   */
  static async open(source: ByteSource, limit: number): Promise<JobFileReader> {
    const queue = new ByteQueue(source);
    const preamble = await queue.peek(PREAMBLE_BYTES);
    if (!JOB_MAGIC.every((byte, i) => byte === (preamble[i] ?? byte))) {
      throw new PmklcError('bad-magic', 'this is no file of a pmklc job');
    }
    if (preamble.length < PREAMBLE_BYTES) {
      throw new PmklcError('truncated', `the file ends after ${preamble.length} bytes`);
    }
    const version = preamble[JOB_MAGIC.length];
    if (version !== JOB_VERSION) {
      const what = `the job has version ${version}, this pmklc reads version ${JOB_VERSION}`;
      throw new PmklcError('unsupported-version', what);
    }
    await queue.read(PREAMBLE_BYTES);
    return new JobFileReader(queue, limit);
  }

  /** Kind of the next record. */
  async nextKind(): Promise<number> {
    const [kind = 0] = await this.#queue.peek(1);
    return kind & 0x7f;
  }

  /** The next frame, and what it is followed by. */
  async frame(): Promise<{ frame: Frame; queue: ByteQueue }> {
    return { frame: await readFrame(this.#queue), queue: this.#queue };
  }

  /**
   * Takes the next record.
   * @throws PmklcError `corrupt` when it is of another kind, `memory-limit` when it is too long
   */
  async record<T>(kind: number, type: MessageType<T>, what: string): Promise<ReadRecord<T>> {
    let frame = await readFrame(this.#queue);
    if (frame.kind !== kind) {
      const found = NAMES[frame.kind] ?? 'something else';
      throw new PmklcError('corrupt', `${what} was expected, this is ${found}`);
    }
    const pieces = [frame.content];
    let length = frame.content.length;
    while (frame.more) {
      frame = await readContinuation(this.#queue);
      pieces.push(frame.content);
      length += frame.content.length;
      if (length > this.#limit) {
        throw new PmklcError('memory-limit', `${what} has more than ${this.#limit} bytes`);
      }
    }
    return splitRecord(concat(pieces, length), type, what);
  }

  /** @throws PmklcError `not-empty-tail` when something follows */
  async end(): Promise<void> {
    if ((await this.#queue.peek(1)).length === 0) return;
    throw new PmklcError('not-empty-tail', 'something follows the last record of a job');
  }
}

function splitRecord<T>(content: Uint8Array, type: MessageType<T>, what: string): ReadRecord<T> {
  const reader = new ByteReader(content);
  let bytes: Uint8Array;
  try {
    bytes = reader.bytes(reader.varint());
  } catch (cause) {
    throw new PmklcError('corrupt', `${what} is incomplete`, { cause });
  }
  const message = decodeMessage(type, bytes, what);
  return { message, rest: reader.bytes(reader.remaining) };
}
