/**
 * Adds up the progress of partitions that are coded at the same time.
 */
/** Progress of the work. Within a partition the numbers of bytes are estimates. */
export interface ProgressReport {
  /** Bases coded. */
  readonly bases: number;
  /** Bases in partitions that are done. When packing, `archiveBytes` is about these only. */
  readonly finishedBases: number;
  /** Bytes of the original data dealt with. */
  readonly originalBytes: number;
  /** Bytes of the archive written or read. */
  readonly archiveBytes: number;
}

/** Sizes of one partition, which count in full when it is done. */
interface Share {
  readonly baseCount: number;
  readonly originalBytes: number;
  readonly archiveBytes: number;
}

/** Turns bases done into bytes dealt with. */
export class ProgressMeter {
  readonly #report: ((report: ProgressReport) => void) | undefined;
  readonly #shares = new Map<number, Share & { basesDone: number }>();
  #bases = 0;
  #originalBytes = 0;
  #archiveBytes = 0;

  constructor(report: ((report: ProgressReport) => void) | undefined) {
    this.#report = report;
  }

  /** A partition is about to be coded; `archiveBytes` is 0 when not known yet. */
  start(index: number, share: Share): void {
    this.#shares.set(index, { ...share, basesDone: 0 });
  }

  /** `basesDone` of its bases are coded. */
  advance(index: number, basesDone: number): void {
    const share = this.#shares.get(index);
    if (share === undefined) return;
    share.basesDone = basesDone;
    this.#send();
  }

  /** All of it is done, and these are its exact sizes. */
  finish(index: number, sizes: Share): void {
    this.#shares.delete(index);
    this.#bases += sizes.baseCount;
    this.#originalBytes += sizes.originalBytes;
    this.#archiveBytes += sizes.archiveBytes;
    this.#send();
  }

  #send(): void {
    if (this.#report === undefined) return;
    let bases = this.#bases;
    let originalBytes = this.#originalBytes;
    let archiveBytes = this.#archiveBytes;
    for (const share of this.#shares.values()) {
      const fraction = share.baseCount > 0 ? share.basesDone / share.baseCount : 0;
      bases += share.basesDone;
      originalBytes += Math.floor(share.originalBytes * fraction);
      archiveBytes += Math.floor(share.archiveBytes * fraction);
    }
    this.#report({ bases, finishedBases: this.#bases, originalBytes, archiveBytes });
  }
}
