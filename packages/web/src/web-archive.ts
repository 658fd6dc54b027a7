/**
 * An archive that is open in a worker.
 */
import type { SequenceRecord } from '@pmklc/codec';
import type { OpenedFacts, RecordPage, Results, Task } from './messages.ts';
import type { WorkInProgress } from './work-in-progress.ts';

/** The worker that has the archive, as far as it is asked here. */
interface Asked {
  ask<Kind extends Task['kind']>(
    task: Task & { readonly kind: Kind },
  ): Pick<WorkInProgress<Results[Kind]>, 'result'>;
}

/** An archive of which parts can be read. Every method may throw PmklcError, or RemoteError when it is on a server. */
export class WebArchive {
  /** Bytes of the archive, and of what it was packed from. */
  readonly archiveBytes: number;
  readonly inputBytes: number;
  readonly #coder: Asked;
  readonly #archive: number;

  /** @internal */
  constructor(coder: Asked, { archive, archiveBytes, inputBytes }: OpenedFacts) {
    this.#coder = coder;
    this.#archive = archive;
    this.archiveBytes = archiveBytes;
    this.inputBytes = inputBytes;
  }

  /** The first records, `most` of them. */
  records(most = 1000): Promise<RecordPage> {
    return this.#coder.ask({ kind: 'records', archive: this.#archive, most }).result;
  }

  /** The first record of that name; undefined when there is none. */
  find(name: string): Promise<SequenceRecord | undefined> {
    return this.#coder.ask({ kind: 'find', archive: this.#archive, name }).result;
  }

  /**
   * The residues `start..end - 1` of a record, from 0.
   * @throws RangeError when there is no such record, or the range is not in it
   */
  read(record: string | SequenceRecord, start = 0, end?: number): Promise<Uint8Array> {
    return this.#coder.ask({ kind: 'read', archive: this.#archive, record, start, end }).result;
  }

  /** Bytes that a server has sent for it so far; undefined for a file. */
  transferredBytes(): Promise<number | undefined> {
    return this.#coder.ask({ kind: 'transferred', archive: this.#archive }).result;
  }

  /** Lets go of it. */
  async close(): Promise<void> {
    await this.#coder.ask({ kind: 'close', archive: this.#archive }).result;
  }
}
