/**
 * Long work in this thread that does not stop everything else in it: timers, signals and servers go on.
 */
import { nextTurn, type Steps } from '@pmklc/core';
import { Interrupt } from './interrupt.ts';
import { Semaphore } from './semaphore.ts';

/** Bytes that pass through a loop between two turns of the event loop. */
export const TURN_BYTES = 2 ** 20;

/** This thread: partitions that took turns would each hold the memory of a model. */
const thread = new Semaphore(1);

/** Pause between two steps of long work: resolves when it is to go on. */
export type Turn = () => Promise<void>;

/** Gives the event loop a turn: what is due by then, such as a timer's abort, is done. */
export async function takeTurns(): Promise<void> {
  await nextTurn();
}

/**
 * Does the steps, with a turn of the event loop after each. That costs 5 us a step, of a tenth of a second.
 * @param turn what is waited for after each
 * @throws what a step or `turn` throws; the signal's reason when it is aborted meanwhile
 */
export async function inTurns<Result>(
  steps: Steps<Result>,
  signal: AbortSignal,
  turn: Turn = takeTurns,
): Promise<Result> {
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = steps.next();
    if (done) return value;
    await turn();
  }
}

/**
 * Does the steps as `inTurns`, one such call at a time.
 * @throws as `inTurns`; the signal's reason also while waiting
 */
export async function inTurnsAlone<Result>(
  steps: () => Steps<Result>,
  signal: AbortSignal,
  turn?: Turn,
): Promise<Result> {
  await takeThread(signal);
  try {
    return await inTurns(steps(), signal, turn);
  } finally {
    thread.give();
  }
}

async function takeThread(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Interrupt();
  const onAbort = () => aborted.set(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const taken = thread.take();
  try {
    await aborted.orElse(taken);
  } catch (reason) {
    void taken.then(() => thread.give());
    throw reason;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
