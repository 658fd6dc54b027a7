/**
 * Blocks of steps: between two of them the host takes and gives bytes.
 */
import type { Steps } from '@pmklc/core';
import type { BaseCoderOptions } from '@pmklc/models';
import type { BlockLayout } from './block-layout.ts';
import { takeSnapshot, type ModelInEngine } from './snapshot.ts';
import { ThreadError } from './threads/thread-error.ts';

/** Blocks of steps, with a border where a snapshot is to be taken; each is a step of the work. */
export function* forEachBlock(
  model: ModelInEngine,
  layout: BlockLayout,
  steps: number,
  { capture, progress, snapshot }: BaseCoderOptions,
  code: (done: number, count: number) => void,
): Steps<void> {
  const captureAt = capture === undefined ? -1 : layout.stepsFor(capture.bases);
  const before = snapshot?.bases ?? 0;
  for (let done = 0; ;) {
    if (done === captureAt) capture!.take(takeSnapshot(model, before + layout.basesAfter(done)));
    if (done === steps) return;
    const end = done < captureAt ? Math.min(captureAt, steps) : steps;
    const count = Math.min(layout.blockSteps, end - done);
    code(done, count);
    done += count;
    progress?.(layout.basesAfter(done));
    yield;
  }
}

/** Does something in all threads. @throws ThreadError when one has ended */
export function together(
  { instance, crew }: ModelInEngine,
  order: number,
  [first, second, third]: readonly number[],
  work: () => void,
): void {
  crew?.order(order, first, second, third);
  work();
  if (instance.engine.hasLostThread()) throw new ThreadError('a thread of the engine has ended');
  crew?.finish();
}
