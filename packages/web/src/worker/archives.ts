/**
 * Archives that a page has open, by number.
 */
import type { OpenedArchive, SequenceRecord } from '@pmklc/codec';
import { openArchive } from '@pmklc/codec';
import { httpSource, type HttpSource } from '@pmklc/container';
import { blobSource } from '../blob-source.ts';
import type { OpenedFacts, RecordPage, WebSource } from '../messages.ts';

interface Open {
  readonly archive: OpenedArchive;
  readonly remote: HttpSource | undefined;
}

export class Archives {
  readonly #open = new Map<number, Open>();
  #last = 0;

  async open(from: WebSource): Promise<OpenedFacts> {
    const remote = typeof from === 'string' ? await httpSource(from) : undefined;
    const source = remote ?? blobSource(from as Blob);
    const archive = await openArchive(source);
    const number = ++this.#last;
    this.#open.set(number, { archive, remote });
    return { archive: number, archiveBytes: source.size, inputBytes: archive.inputBytes };
  }

  async records(number: number, most: number): Promise<RecordPage> {
    const records: SequenceRecord[] = [];
    for await (const record of this.get(number).records()) {
      if (records.length === most) return { records, hasMore: true };
      records.push(record);
    }
    return { records, hasMore: false };
  }

  /** @throws RangeError when there is none, or it was closed */
  get(number: number): OpenedArchive {
    return this.#find(number).archive;
  }

  /** Bytes that a server sent; undefined for a file here. */
  transferred(number: number): number | undefined {
    return this.#find(number).remote?.transferredBytes;
  }

  close(number: number): undefined {
    this.#open.delete(number);
  }

  #find(number: number): Open {
    const found = this.#open.get(number);
    if (found === undefined) throw new RangeError('the archive was closed');
    return found;
  }
}
