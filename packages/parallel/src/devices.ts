/**
 * Devices that partitions may be coded on. Today that is processor cores alone; a GPU is named, so
 * that a list of devices says what it means, and refused.
 */
import { availableParallelism } from 'node:os';
import { wrongKind } from '@pmklc/core';

/** Processor cores, so many of them; or one GPU, by its number. */
export interface Device {
  readonly kind: 'cpu' | 'webgpu';
  /** Number of a GPU, from 0; 0 for the cores, which are one device. */
  readonly index: number;
  /** Partitions that it codes at the same time, >= 1. */
  readonly workers: number;
}

const KINDS: readonly Device['kind'][] = ['cpu', 'webgpu'];
const MAX_WORKERS = 1024;

/**
 * Reads a list of devices such as `cpu:4` or `cpu:2,webgpu:0`: of `cpu` the number is how many
 * partitions it codes at a time, by default one a core; of `webgpu` which GPU it is, by default 0.
 *
 * @throws RangeError when a device is unknown, or is given twice
 */
export function parseDevices(text: string): Device[] {
  if (typeof text !== 'string') throw wrongKind('text', 'a string', text);
  const devices = text.split(',').map(parseDevice);
  const names = devices.map(({ kind, index }) => `${kind}:${index}`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new RangeError(`device ${twice} is given twice`);
  return devices;
}

function parseDevice(text: string): Device {
  const match = /^([a-z]+)(?::(\d{1,4}))?$/.exec(text);
  const kind = KINDS.find((known) => known === match?.[1]);
  if (kind === undefined) {
    throw new RangeError(`unknown device "${text}": known are cpu:WORKERS and webgpu:NUMBER`);
  }
  const number = match?.[2] === undefined ? undefined : Number(match[2]);
  if (kind === 'webgpu') return { kind, index: number ?? 0, workers: 1 };
  const workers = number ?? availableParallelism();
  if (workers < 1 || workers > MAX_WORKERS) {
    throw new RangeError(`cpu takes 1 to ${MAX_WORKERS} workers, got ${workers}`);
  }
  return { kind, index: 0, workers };
}

/**
 * Number of worker threads that code on the devices, all together.
 * @throws RangeError when one of them cannot code
 */
export function codingThreads(devices: readonly Device[]): number {
  const other = devices.find(({ kind }) => kind !== 'cpu');
  if (other !== undefined) {
    const name = `${other.kind}:${other.index}`;
    throw new RangeError(`device ${name} cannot code yet: only cpu can, as cpu:WORKERS`);
  }
  const threads = devices.reduce((sum, { workers }) => sum + workers, 0);
  if (threads === 0) throw new RangeError('no device is given');
  return threads;
}
