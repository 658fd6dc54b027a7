/**
 * Packs, unpacks and reads archives in a worker: the page goes on meanwhile.
 */
import { fetchPublicFile } from '@pmklc/public-knowledge';
import type { Inspection } from '@pmklc/codec';
import { errorOf } from './failure.ts';
import type {
  Answer,
  Request,
  Results,
  Task,
  WebPackOptions,
  WebProgress,
  WebSource,
} from './messages.ts';
import { startWorker } from './start-worker.ts';
import { WebArchive } from './web-archive.ts';
import { WorkInProgress } from './work-in-progress.ts';

/** Hears how far work is, now and then. */
export type OnProgress = (progress: WebProgress) => void;

interface Waiting {
  resolve(result: Results[Task['kind']]): void;
  reject(error: Error): void;
  readonly progress: OnProgress | undefined;
}

/** A worker with the codec in it. Work that it is given at the same time takes turns. */
export class WebCoder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Why it answers no more. */
  #end: Error | undefined;

  constructor() {
    this.#worker = startWorker();
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#take(data);
    this.#worker.onerror = (event) => this.#fail(new Error(`the worker ended: ${event.message}`));
  }

  /**
   * Loads the public pack, 9.5 MB: packing makes use of it then, as the command does, and archives that need it can be unpacked.
   *
   * @param file `public.pmk` of `@pmklc/public-knowledge`; default fetched from beside the bundle
   * @returns its id
   * @throws RangeError when it is another file; Error when it cannot be fetched
   */
  async loadPublicPack(file?: Uint8Array): Promise<string> {
    return this.ask({ kind: 'knowledge', file: file ?? (await fetchPublicFile()) }).result;
  }

  /** Packs a file; the archive is that of the command with the same options and knowledge. */
  pack(file: Blob, options: WebPackOptions = {}, progress?: OnProgress): WorkInProgress<Blob> {
    return this.ask({ kind: 'pack', file, options }, progress);
  }

  /** Unpacks an archive, with all checks. Fails as `decompress` of `@pmklc/codec`. */
  unpack(
    file: Blob,
    { memoryLimitBytes }: Pick<WebPackOptions, 'memoryLimitBytes'> = {},
    progress?: OnProgress,
  ): WorkInProgress<Blob> {
    return this.ask({ kind: 'unpack', file, memoryLimitBytes }, progress);
  }

  /** Tells where the information of an archive is: `inspectArchive` of `@pmklc/codec`. */
  inspect(file: Blob, maxBins = 2 ** 16, progress?: OnProgress): WorkInProgress<Inspection> {
    return this.ask({ kind: 'inspect', file, maxBins }, progress);
  }

  /**
   * Opens an archive for reading parts of it.
   * @param source a file, or a URL that the worker reads by range requests
   * @throws PmklcError or RemoteError
   */
  async open(source: WebSource): Promise<WebArchive> {
    const from = typeof source === 'string' ? new URL(source, document.baseURI).href : source;
    return new WebArchive(this, await this.ask({ kind: 'open', source: from }).result);
  }

  /** Ends the worker; what it has not done is rejected. */
  close(): void {
    this.#worker.terminate();
    this.#fail(new Error('the worker was closed'));
  }

  /** @internal */
  ask<Kind extends Task['kind']>(
    task: Task & { readonly kind: Kind },
    progress?: OnProgress,
  ): WorkInProgress<Results[Kind]> {
    if (this.#end !== undefined) return new WorkInProgress(Promise.reject(this.#end), () => {});
    const id = ++this.#last;
    const result = new Promise<Results[Task['kind']]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
    });
    this.#send({ id, task });
    return new WorkInProgress(result as Promise<Results[Kind]>, (control) => {
      this.#send({ id, control });
    });
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ('progress' in answer) {
      waiting.progress?.(answer.progress);
      return;
    }
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting.reject(errorOf(answer.failure));
    else waiting.resolve(answer.result);
  }

  #fail(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
