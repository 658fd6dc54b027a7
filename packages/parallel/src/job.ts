/**
 * Messages that travel between the caller's thread and a worker. Everything here can be cloned.
 */
import type { MessagePort } from 'node:worker_threads';
import type {
  EncodedPartition,
  EncodeSettings,
  EngineName,
  SequenceBlock,
  StoredPartition,
} from '@pmklc/codec';
import type { PmklcErrorCode } from '@pmklc/core';
import type { Snapshot } from '@pmklc/models';

/** One partition to be coded. */
export type Job = EncodeJob | DecodeJob;

export interface EncodeJob extends SharedJob {
  readonly kind: 'encode';
  /** The bases are in shared memory. */
  readonly block: SequenceBlock;
  readonly settings: EncodeSettings;
}

export interface DecodeJob extends SharedJob {
  readonly kind: 'decode';
  readonly partition: StoredPartition;
}

/** Fields that both kinds of jobs have. */
export interface SharedJob {
  /** URL of the module with the predictor; undefined for PMKLC's own models. */
  readonly predictorModule: string | undefined;
  /** An engine of the caller's own cannot be sent. */
  readonly engine: EngineName | undefined;
  /** Knowledge packs, in shared memory. */
  readonly packs: readonly Uint8Array[] | undefined;
  /** Snapshot that the model starts from, in shared memory. */
  readonly snapshot: Snapshot | undefined;
  /** Bases that the model knows before the first one, in shared memory. */
  readonly prefix: Uint8Array | undefined;
  /** Threads that may code the lanes of the partition together; undefined: one. */
  readonly threads: number | undefined;
  /** Port that a snapshot is to be sent to, and after how many bases. */
  readonly capture: { readonly bases: number; readonly port: MessagePort } | undefined;
  /** Number of bases done, in shared memory: the worker writes, the caller reads. */
  readonly basesDone: Uint32Array<SharedArrayBuffer>;
}

/** Answer of a worker. An error class would not survive the way, so errors are told in words. */
export type Answer<Result> = { readonly result: Result } | { readonly failure: Failure };

/** Results of the two kinds of jobs. */
export interface Results {
  readonly encode: EncodedPartition;
  readonly decode: SequenceBlock;
}

/** An error that the work itself threw: trying again would throw it again. */
export interface Failure {
  readonly kind: 'PmklcError' | 'RangeError' | 'TypeError' | 'Error';
  readonly code?: PmklcErrorCode;
  readonly message: string;
  readonly stack?: string | undefined;
}
