/**
 * Long work cut into steps, so that one loop serves callers who wait and callers who have an event loop to
 * keep going: `finishSteps` does all of it at once, others give way to something else after each step.
 */

/** Work of which each `next` does a step, a fraction of a second; its result comes with the last one. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs all steps at once. */
export function finishSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
