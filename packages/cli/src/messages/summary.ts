/**
 * Summary of an input that is done: lines for people, JSON for programs.
 */
import { LEAST_PARTITION_BYTES } from '@pmklc/codec';
import type { BrokenMember, MissingRange, StrandCount, TrainingReport, Trial } from '@pmklc/codec';
import type { Mode } from '../flags/command.ts';
import type { FewerPartitions } from '../flags/partition-options.ts';
import { describeError } from './errors.ts';
import { escapeText } from './escape-text.ts';

/** One input, packed, unpacked or tested. */
export interface Summary {
  readonly mode: Mode;
  readonly name: string;
  /** Path of the file that was written; undefined for standard output, and for none. */
  readonly output?: string;
  /** Files, of a collection. */
  readonly files?: number;
  readonly bases: number;
  readonly originalBytes: number;
  readonly archiveBytes: number;
  readonly seconds: number;
  /** The level asked for, and the one that codes, which memory may have lowered; when packing. */
  readonly levels?: { readonly asked: number; readonly used: number };
  /** Whether the archive was seen to unpack to the original bytes. */
  readonly isVerified: boolean;
  /** Trials of static knowledge: the evidence on which it was used or not. */
  readonly knowledge: readonly KnowledgeTrial[];
  /** Strands that models learn from, and the evidence for them; when packing. */
  readonly strands?: readonly PartitionStrands[];
  /** Private networks, with `--select sprm`. */
  readonly trained?: readonly TrainedPartition[];
  /** Partitions asked for and made, where `--partitions` asked for more than are worth it. */
  readonly partitions?: FewerPartitions;
  /** Ranges that could not be taken out, with `--salvage`. */
  readonly missing?: readonly MissingRange[];
  /** Files of a collection that are not whole, with `--salvage`. */
  readonly broken?: readonly BrokenMember[];
}

/** The private network of a partition. */
export interface TrainedPartition extends TrainingReport {
  readonly partition: number;
}

/** One trial, of a partition. */
export interface KnowledgeTrial extends Trial {
  readonly partition: number;
}

/** The strands of a partition, counted. */
export interface PartitionStrands extends StrandCount {
  readonly partition: number;
}

/** Strands, trials and private networks for people: a line each, or nothing. */
export function describeTrials({ knowledge, strands = [], trained = [] }: Summary): string {
  const lines = [strands.map(describeStrands), knowledge.map(describeTrial)];
  return [...lines.flat(), ...trained.map(describeTraining)].join('');
}

function describeStrands({ partition, words, opposite, bothStrands }: PartitionStrands) {
  const share = `${count(opposite)} of ${count(words)} words came before on the opposite one`;
  return `  partition ${partition}, both strands: ${share}, ${bothStrands ? 'used' : 'not used'}\n`;
}

function describeTraining({ partition, storedBytes, bitsPerBase }: TrainedPartition): string {
  const alone = `${bitsPerBase.toFixed(4)} bits/base alone`;
  return `  partition ${partition}, private network: ${count(storedBytes)} bytes, ${alone}\n`;
}

function describeTrial({
  what,
  partition,
  bytesWithout,
  bytesWith,
  isChosen,
}: KnowledgeTrial): string {
  const change = `${count(bytesWithout)} -> ${count(bytesWith)} bytes of a sample`;
  const verdict = isChosen ? 'used' : 'not used';
  return `  partition ${partition}, knowledge ${escapeText(what)}: ${change}, ${verdict}\n`;
}

/** The summary for people, on one line. */
export function describeSummary(summary: Summary): string {
  const { mode, name, bases, originalBytes, archiveBytes, seconds, isVerified, partitions } =
    summary;
  const [from, to] =
    mode === 'compress' ? [originalBytes, archiveBytes] : [archiveBytes, originalBytes];
  const files = summary.files === undefined ? '' : `${count(summary.files)} files, `;
  const parts = [`${files}${count(from)} -> ${count(to)} bytes`];
  if (bases > 0) parts.push(`${bitsPerBase(archiveBytes, bases)} bits/base`);
  parts.push(`${seconds.toFixed(1)} s`);
  if (seconds > 0) parts.push(`${(originalBytes / 1e6 / seconds).toFixed(2)} MB/s`);
  if (isVerified) parts.push(mode === 'compress' ? 'verified' : 'intact');
  if (partitions) parts.push(describeFewer(partitions));
  return `${escapeText(name)}: ${parts.join(', ')}`;
}

function describeFewer({ used, asked }: FewerPartitions): string {
  const partitions = used === 1 ? '1 partition' : `${used} partitions`;
  return `${partitions} instead of ${asked}, which would be smaller than ${LEAST_PARTITION_BYTES / 2 ** 20} MiB`;
}

/** The summary for programs: one object; sizes in bytes. */
export function summaryToJson(summary: Summary): string {
  const { isVerified, bases, archiveBytes, levels, ...rest } = summary;
  const level = levels && { level: levels.used, levelAsked: levels.asked };
  const bpb = bases > 0 ? Number(bitsPerBase(archiveBytes, bases)) : null;
  const seconds = Number(summary.seconds.toFixed(3));
  return JSON.stringify({
    ...rest,
    ...level,
    bases,
    archiveBytes,
    seconds,
    bpb,
    verified: isVerified,
  });
}

/** An input that nothing came of, for programs: with the reason, or because its output is there already. */
export function failureToJson(
  mode: Mode,
  { name, output }: { readonly name: string; readonly output?: string | undefined },
  error?: unknown,
): string {
  const to = output === undefined || output === '-' ? {} : { output };
  const reason = error === undefined ? { skipped: true } : { error: describeError(error) };
  return JSON.stringify({ mode, name, ...to, ...reason });
}

/** Bits of the archive per base, four digits. */
export function bitsPerBase(archiveBytes: number, bases: number): string {
  return ((8 * archiveBytes) / bases).toFixed(4);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
