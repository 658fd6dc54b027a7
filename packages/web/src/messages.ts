/**
 * Messages between a page and its worker. Everything here can be cloned.
 */
import type { Inspection, SelectMode, SequenceRecord } from '@pmklc/codec';

/** Options of packing in a page; see `CompressOptions` of `@pmklc/codec`. */
export interface WebPackOptions {
  /** 0 (fastest) .. 9 (smallest); default 6. */
  readonly level?: number;
  /** Static knowledge; `auto` uses the public pack once it is loaded. Default `auto`. */
  readonly select?: Exclude<SelectMode, 'sprm' | 'size'>;
  /** Most bases in a partition, 2^16..2^31; default 2^26. */
  readonly partitionBases?: number;
  /** How partitions pass on what they learned; default `chain`. */
  readonly passing?: 'chain' | 'star' | 'off';
  /** Most memory for one partition and its model in bytes; default 2^31. */
  readonly memoryLimitBytes?: number;
}

/** A file here, or the URL of one on a server that answers range requests. */
export type WebSource = Blob | string;

/** Work that a worker is asked for. Numbers of archives are those that `open` gave. */
export type Task =
  | { readonly kind: 'knowledge'; readonly file: Uint8Array }
  | { readonly kind: 'pack'; readonly file: Blob; readonly options: WebPackOptions }
  | { readonly kind: 'unpack'; readonly file: Blob; readonly memoryLimitBytes: number | undefined }
  | { readonly kind: 'inspect'; readonly file: Blob; readonly maxBins: number }
  | { readonly kind: 'open'; readonly source: WebSource }
  | { readonly kind: 'records'; readonly archive: number; readonly most: number }
  | { readonly kind: 'find'; readonly archive: number; readonly name: string }
  | {
      readonly kind: 'read';
      readonly archive: number;
      readonly record: string | SequenceRecord;
      readonly start: number;
      readonly end: number | undefined;
    }
  | { readonly kind: 'transferred'; readonly archive: number }
  | { readonly kind: 'close'; readonly archive: number };

/** Results of the kinds of work. */
export interface Results {
  readonly knowledge: string;
  readonly pack: Blob;
  readonly unpack: Blob;
  readonly inspect: Inspection;
  readonly open: OpenedFacts;
  readonly records: RecordPage;
  readonly find: SequenceRecord | undefined;
  readonly read: Uint8Array;
  readonly transferred: number | undefined;
  readonly close: undefined;
}

/** An archive that was opened. */
export interface OpenedFacts {
  readonly archive: number;
  /** Bytes of the archive, and of its input. */
  readonly archiveBytes: number;
  readonly inputBytes: number;
}

/** The first records. */
export interface RecordPage {
  readonly records: readonly SequenceRecord[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** Messages of a page: work under a new number, or what is to become of work in progress. */
export type Request = { readonly id: number } & (
  { readonly task: Task } | { readonly control: 'pause' | 'resume' | 'cancel' }
);

/** How far work is, in bytes of the input of the work. */
export interface WebProgress {
  readonly done: number;
  readonly total: number;
}

/** Messages of a worker. An error class would not survive the way. */
export type Answer = { readonly id: number } & (
  | { readonly progress: WebProgress }
  | { readonly result: Results[Task['kind']] }
  | { readonly failure: Failure }
);

/** An error in words. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly url: string | undefined;
}
