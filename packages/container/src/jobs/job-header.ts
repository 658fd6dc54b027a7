/**
 * The header of a job: its place in the work, and for packing how its block is to be coded.
 */
import { PmklcError } from '@pmklc/core';
import { DIGEST_BYTES, MAX_LANES } from '../framing/format.ts';
import type { ModelInfo } from '../messages/partition-header.ts';
import { type JobHeaderMessage, toSafeInteger } from '../messages/schema.ts';

/** The work that a job is part of. */
export type Task = 'pack' | 'unpack';

/** Static knowledge to be used, as `select` of `@pmklc/codec`; `spum` is all of it. */
export type Selection = 'auto' | 'none' | 'spum';

/** An earlier job whose result, or block, is needed. */
export interface EarlierJob {
  /** Number of its partition. */
  readonly index: number;
  /** 16 bytes. */
  readonly id: Uint8Array;
}

/** Settings of packing a block, which decide its bytes. */
export interface PackSettings {
  /** 0..9 */
  readonly level: number;
  readonly modelRevision: number;
  /** The model's configuration; empty: that of the level. */
  readonly config: Uint8Array;
  /** Lanes that are asked for, 1..4096. */
  readonly lanes: number;
  /** Memory in bytes that a reader may need. */
  readonly memoryLimitBytes: number;
  readonly select: Selection;
  /** Ids of all knowledge packs, in their order; of 1..16 bytes each. */
  readonly packs: readonly Uint8Array[];
  /** CRC-32 of the input bytes; absent when it is the only partition. */
  readonly contentCrc?: number;
  /** Hand-overs, as its header will say. */
  readonly passing: Pick<ModelInfo, 'snapshotFrom' | 'snapshotBases' | 'basesKept' | 'prefixUpTo'>;
}

/** Header of a job. */
export interface JobHeader {
  /** Number of its partition, from 0. */
  readonly index: number;
  /** Job whose snapshot it starts from. */
  readonly origin?: Uint8Array;
  /** Jobs whose bases it copies from, ascending. */
  readonly primers: readonly EarlierJob[];
  /** Absent: it unpacks. */
  readonly packing?: PackSettings;
}

const TASKS: readonly Task[] = ['pack', 'unpack'];
const SELECTIONS: readonly Selection[] = ['auto', 'none', 'spum'];
const MAX_CRC = 2 ** 32 - 1;

/** Number of a task in messages. */
export function taskNumber(task: Task): number {
  return TASKS.indexOf(task);
}

/** @throws PmklcError `corrupt` when there is no such task */
export function taskOf(number: number): Task {
  const task = TASKS[number];
  if (task === undefined) throw new PmklcError('corrupt', 'a job is for no known task');
  return task;
}

/** The message of a header. */
export function jobMessage({
  index,
  origin,
  primers,
  packing,
}: JobHeader): Partial<JobHeaderMessage> {
  const shared = {
    index,
    task: taskNumber(packing === undefined ? 'unpack' : 'pack'),
    primerIndices: primers.map((primer) => primer.index),
    primerIds: primers.map(({ id }) => id),
    ...(origin && { originId: origin }),
  };
  if (packing === undefined) return shared;
  const { passing, contentCrc, lanes } = packing;
  const { snapshotFrom, prefixUpTo } = passing;
  return {
    ...shared,
    ...(contentCrc === undefined ? {} : { contentCrc }),
    snapshotDistance: snapshotFrom === undefined ? 0 : index - snapshotFrom,
    snapshotBases: passing.snapshotBases ?? 0,
    basesKept: passing.basesKept ?? false,
    primerDistance: prefixUpTo === undefined ? 0 : index - prefixUpTo,
    level: packing.level,
    modelRevision: packing.modelRevision,
    modelConfig: packing.config,
    lanes: lanes > 1 ? lanes : 0,
    memoryLimit: packing.memoryLimitBytes,
    selection: SELECTIONS.indexOf(packing.select),
    packs: [...packing.packs],
  };
}

/**
 * The header that a message says.
 * @throws PmklcError `corrupt` when a field is out of its range
 */
export function jobHeaderOf(message: JobHeaderMessage): JobHeader {
  const { index, task, primerIndices, primerIds, originId } = message;
  need(primerIndices.length === primerIds.length, 'primers');
  const primers = primerIndices.map((primer, i) => ({ index: primer, id: idOf(primerIds[i]!) }));
  primers.forEach((primer, i) => {
    need(primer.index < index && primer.index > (primers[i - 1]?.index ?? -1), 'primers');
  });
  const header = {
    index,
    ...(originId.length > 0 && { origin: idOf(originId) }),
    primers,
  };
  return taskOf(task) === 'unpack' ? header : { ...header, packing: settingsOf(message) };
}

function settingsOf(message: JobHeaderMessage): PackSettings {
  const { index, level, modelRevision, modelConfig, contentCrc, basesKept, packs } = message;
  const { snapshotDistance, primerDistance, originId } = message;
  const snapshotBases = toSafeInteger(message.snapshotBases, 'the bases before a snapshot');
  const select = SELECTIONS[message.selection];
  need(level <= 9, 'level');
  need(message.lanes !== 1 && message.lanes <= MAX_LANES, 'lanes');
  need(snapshotDistance <= index && primerDistance <= index, 'earlier partition');
  need(snapshotDistance > 0 === originId.length > 0, 'origin');
  need(contentCrc === null || contentCrc <= MAX_CRC, 'checksum');
  need(
    packs.every(({ length }) => length > 0 && length <= DIGEST_BYTES),
    'pack',
  );
  if (select === undefined) throw new PmklcError('corrupt', 'a job has no valid selection');
  return {
    level,
    modelRevision,
    config: new Uint8Array(modelConfig),
    lanes: Math.max(1, message.lanes),
    memoryLimitBytes: toSafeInteger(message.memoryLimit, 'the memory of a job'),
    select,
    packs: packs.map((pack) => new Uint8Array(pack)),
    ...(contentCrc !== null && { contentCrc }),
    passing: {
      ...(snapshotDistance > 0 && { snapshotFrom: index - snapshotDistance }),
      ...(snapshotBases > 0 && { snapshotBases }),
      ...(basesKept && { basesKept }),
      ...(primerDistance > 0 && { prefixUpTo: index - primerDistance }),
    },
  };
}

/** @throws PmklcError `corrupt` when it is no id */
export function idOf(bytes: Uint8Array): Uint8Array {
  need(bytes.length === DIGEST_BYTES, 'id');
  return bytes;
}

function need(isValid: boolean, what: string): void {
  if (!isValid) throw new PmklcError('corrupt', `a job has no valid ${what}`);
}
