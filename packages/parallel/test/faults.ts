/**
 * Support for the suites of faults: an input, workers that fail, and a count of those that live.
 */
import type { Worker, WorkerOptions } from 'node:worker_threads';
import workerThreads from 'node:worker_threads';
import type { PassingTopology } from '@pmklc/codec';
import { compress, decompress } from '@pmklc/codec';
import { WorkerRunner } from '@pmklc/parallel';
import { randomDna } from '@pmklc/testing';
import { expect, vi } from 'vitest';

const PIECE = 2 ** 16;
const FAULTY_WORKER = new URL('./fixtures/faulty-worker.mjs', import.meta.url).href;

export const PARTITIONS = 4;
export const DIRECTIONS = ['encode', 'decode'] as const;
/** The last partition hands nothing over. */
export const STAGES = ['start', 'hand-over', 'handed-over', 'end'] as const;
export const MANNERS = ['exit', 'throw', 'memory'] as const;

/** Random DNA; each partition of it starts with the base of its number. */
function dna(length: number): Uint8Array {
  return randomDna(length).map((letter, i) =>
    i % PIECE === 0 ? 'ACGT'.charCodeAt((i / PIECE) & 3) : letter,
  );
}

export const INPUT = dna(PARTITIONS * PIECE);

/** Without static knowledge: the small heap of these workers is for faults. */
export const optionsOf = (topology: PassingTopology) =>
  ({
    level: 1,
    partitions: { count: PARTITIONS, leastBytes: 1 },
    passing: { topology },
    knowledge: { select: 'none' },
  }) as const;

/** All workers of this process that live. */
const living = new Set<Worker>();

/** Makes `living` true, from now on. */
export function watchWorkers(): void {
  const { Worker } = workerThreads;
  workerThreads.Worker = class extends Worker {
    constructor(file: string | URL, options?: WorkerOptions) {
      super(file, options);
      living.add(this);
      this.on('exit', () => living.delete(this));
    }
  };
}

/** Number of workers that live. */
export const workerCount = (): number => living.size;

/** Waits until no worker lives: one that died exits when the machine has time for it. */
export async function allGone(): Promise<void> {
  await waitFor(() => expect(living.size).toBe(0));
}

/** Waits until it is so, or for ever on any machine. */
export async function waitFor(assertion: () => void): Promise<void> {
  await vi.waitFor(assertion, { timeout: 600_000 });
}

export interface Fault {
  readonly stage: (typeof STAGES)[number];
  readonly how: (typeof MANNERS)[number];
  readonly partition: number;
}

/** Work in one direction by one runner, which is destroyed at its end. */
export interface Attempt {
  readonly direction: (typeof DIRECTIONS)[number];
  readonly topology: PassingTopology;
  readonly threads: number;
  readonly fault: Fault;
}

/** @returns what came of it: the archive or the input */
export async function attempt(
  { direction, topology, threads, fault }: Attempt,
  archive: Uint8Array,
): Promise<Uint8Array> {
  vi.stubEnv('PMKLC_TEST_FAULT', `${fault.stage} ${fault.how} ${fault.partition}`);
  const runner = new WorkerRunner({ threads, heapMib: 32 }, FAULTY_WORKER);
  try {
    if (direction === 'encode') return await compress(INPUT, { ...optionsOf(topology), runner });
    return await decompress(archive, { runner });
  } finally {
    await runner.destroy();
  }
}

/** Whether the partition comes to the stage of its fault: not all keep a snapshot. */
export function isHit({ topology, fault: { stage, partition } }: Attempt): boolean {
  if (stage === 'start' || stage === 'end') return true;
  return topology === 'chain' ? partition < PARTITIONS - 1 : topology === 'star' && partition === 0;
}

/** Whether the fault is one that a second attempt in the caller's thread makes good. */
export function isMadeGood({ stage, how }: Fault): boolean {
  if (how === 'memory') return false;
  // An exception of the hand-over comes out of the work itself.
  return how === 'exit' || stage === 'start' || stage === 'end';
}
