/**
 * Inputs one by one or several at once, where one that fails does not stop the rest.
 */
import { Semaphore } from '@pmklc/codec';
import type { ExitCode } from '../messages/errors.ts';
import { describeFailure, exitCodeOf, isBrokenPipe } from '../messages/errors.ts';

export interface InputWork<Input extends NamedInput, Result> {
  /** Inputs in work at the same time, >= 1. */
  readonly atOnce: number;
  /** Signal whose reason is thrown when it is aborted. */
  readonly signal?: AbortSignal;
  work(input: Input): Promise<Result>;
  /** Called in the order of the inputs, as are the messages about those that failed. */
  report(result: Result): void;
  /** Called beside the message about one that failed before there was a result. */
  fail?(input: Input, error: unknown): void;
}

/** An input as messages call it. */
export interface NamedInput {
  /** Name as given; `-` is standard input. */
  readonly name: string;
}

/** @returns the worst of the exit codes */
export async function forEachInput<Input extends NamedInput, Result>(
  inputs: readonly Input[],
  { atOnce, signal, work, report, fail }: InputWork<Input, Result>,
): Promise<ExitCode> {
  const semaphore = new Semaphore(atOnce);
  let broken: { error: unknown } | undefined;
  const results = inputs.map(async (input) => {
    await semaphore.take();
    try {
      signal?.throwIfAborted();
      if (broken !== undefined) throw broken.error;
      return await work(input);
    } catch (error) {
      if (isBrokenPipe(error)) broken = { error };
      throw error;
    } finally {
      semaphore.give();
    }
  });
  // An error is dealt with when its turn comes; until then it is not unhandled.
  const all = Promise.allSettled(results);
  let worst: ExitCode = 0;
  for (const [i, input] of inputs.entries()) {
    let isDone = false;
    try {
      const result = (await results[i]) as Result;
      isDone = true;
      report(result);
    } catch (error) {
      if (signal?.aborted || isBrokenPipe(error)) await all;
      signal?.throwIfAborted();
      if (isBrokenPipe(error)) return 1;
      warn(describeFailure(input.name, error));
      if (!isDone) fail?.(input, error);
      worst = worse(worst, exitCodeOf(error));
    }
  }
  return worst;
}

/** The exit code that says more. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

/** One line on standard error. */
export function warn(message: string): void {
  process.stderr.write(`pmklc: ${message}\n`);
}
