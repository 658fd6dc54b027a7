/**
 * Values of the options about partitions, and what they make of one input.
 */
import type { CompressOptions, PassingOptions, PassingTopology } from '@pmklc/codec';
import { autoPartitions, sensiblePartitions } from '@pmklc/codec';
import { codingThreads, parseDevices } from '@pmklc/parallel';
import type { Command } from './command.ts';
import { UsageError } from '../messages/errors.ts';
import type { Input } from '../files/input.ts';
import { integerOf, sizeOf, threadsOf } from './option-values.ts';

const TOPOLOGIES: readonly PassingTopology[] = ['chain', 'star', 'off'];
const MAX_PARTITIONS = 65_536;
const MAX_LANES = 4096;

/** @throws UsageError when it is neither a number nor `auto` */
export function partitionsOf(text: string | undefined): number | 'auto' | undefined {
  if (text === undefined || text === 'auto') return text;
  return integerOf(text, '--partitions', 1, MAX_PARTITIONS);
}

/** @throws UsageError when it is no number of lanes */
export function lanesOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : integerOf(text, '--lanes', 1, MAX_LANES);
}

/** @throws UsageError when it is no size, or none that partitions can have */
export function partitionBasesOf(text: string | undefined): number | undefined {
  const bases = sizeOf(text, '--partition');
  if (bases === undefined || (bases >= 2 ** 16 && bases <= 2 ** 31)) return bases;
  throw new UsageError(`--partition takes a size from 64k to 2G, got "${text}"`);
}

/** @throws UsageError when one makes no sense */
export function passingOf(flags: {
  smp?: string;
  smpFraction?: string;
  smpWidth?: string;
}): PassingOptions {
  const { smp, smpFraction, smpWidth } = flags;
  return {
    ...(smp === undefined ? {} : { topology: topologyOf(smp) }),
    ...(smpFraction === undefined ? {} : { fraction: fractionOf(smpFraction) }),
    ...(smpWidth === undefined
      ? {}
      : { width: integerOf(smpWidth, '--smp-width', 1, MAX_PARTITIONS) }),
  };
}

function topologyOf(text: string): PassingTopology {
  const known = TOPOLOGIES.find((topology) => topology === text);
  if (known !== undefined) return known;
  throw new UsageError(`--smp takes ${TOPOLOGIES.join(', ')}, got "${text}"`);
}

function fractionOf(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : -1;
  if (value > 0 && value <= 1) return value;
  throw new UsageError(`--smp-fraction takes a number above 0, at most 1, got "${text}"`);
}

/**
 * @param devices from `--devices`
 * @param threads from `-T`
 * @returns partitions to be coded at the same time, >= 1
 * @throws UsageError when both are given; RangeError when a device cannot be used
 */
export function devicesOf(devices: string | undefined, threads: string | undefined): number {
  if (devices === undefined) return threadsOf(threads);
  if (threads !== undefined) throw new UsageError('--devices and -T exclude each other');
  return codingThreads(parseDevices(devices));
}

/** How an input is to be cut. @throws UsageError when that takes its size, which nobody knows */
export function cutOf(
  command: Command,
  { size }: Input,
): Pick<CompressOptions, 'partitions' | 'inputBytes' | 'passing' | 'lanes'> {
  const { partitions, partitionBases, threads, passing, gunzip, inputs, select, lanes } = command;
  const inputBytes = gunzip ? undefined : size;
  if (select === 'size' && inputBytes === undefined) {
    throw new UsageError(`--select size needs a file: ${unknownSize(gunzip)}`);
  }
  const rest = {
    passing,
    ...(inputBytes === undefined ? {} : { inputBytes }),
    ...(lanes === undefined ? {} : { lanes }),
  };
  if (partitions === undefined) {
    return partitionBases === undefined ? rest : { ...rest, partitions: { bases: partitionBases } };
  }
  if (inputBytes !== undefined) {
    const threadsForIt = Math.ceil(threads / inputs.length);
    const count = partitions === 'auto' ? autoPartitions(inputBytes, threadsForIt) : partitions;
    return { ...rest, partitions: { count } };
  }
  if (partitions !== 'auto') {
    const why = unknownSize(gunzip);
    throw new UsageError(`--partitions needs a file: ${why} (use --partition SIZE, or auto)`);
  }
  // `auto` makes one partition of a pipe, or as many as memory asks for: there is no width.
  const { width, ...others } = passing;
  void width;
  return { ...rest, passing: others };
}

/** Partitions that `--partitions N` asked for, and those that there are, where they are fewer. */
export interface FewerPartitions {
  readonly asked: number;
  readonly used: number;
}

/** Partitions asked for and made, where `compress` makes fewer; undefined when it makes as many. */
export function fewerPartitions(
  { mode, partitions: asked }: Command,
  { size }: Input,
): FewerPartitions | undefined {
  if (mode !== 'compress' || typeof asked !== 'number' || size === undefined) return undefined;
  const used = sensiblePartitions(size, asked);
  return used < asked ? { asked, used } : undefined;
}

function unknownSize(gunzip: boolean): string {
  return gunzip ? 'what --gunzip gives has no known size' : 'a pipe has no known size';
}
