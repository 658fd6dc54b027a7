/**
 * Runner of partitions in the calling thread. `compress` and `decompress` leave open where partitions are
 * coded, so that an archive cannot depend on it; `@pmklc/parallel` has runners with workers.
 */
import { decodePartitionInSteps } from './decode-partition.ts';
import { loadWasm } from './load-wasm.ts';
import { encodePartitionInSteps } from './encode-partition.ts';
import { inTurnsAlone } from '../flow/in-turns.ts';
import type { PartitionRunner } from './job.ts';

/**
 * Codes one partition after the other in this thread, in turns with whatever else goes on in it. Several calls that use
 * it wait for each other, a partition at a time.
 */
export const inProcessRunner: PartitionRunner = /* @__PURE__ */ createInProcessRunner();

/**
 * A runner as `inProcessRunner`, which can be held up.
 * @param turn called after each step of a tenth of a second or so; the next follows when its promise is resolved. It must let the event loop
 *   go on, as a timer or `nextTurn` of `@pmklc/core` does, or no abort is heard. Default: a turn of the event loop
 */
export function createInProcessRunner(turn?: () => Promise<void>): PartitionRunner {
  return {
    concurrency: 1,
    async encode(block, settings, context) {
      await loadWasm(context.engine);
      const steps = () => encodePartitionInSteps(block, settings, context);
      return inTurnsAlone(steps, context.signal, turn);
    },
    async decode(partition, context) {
      await loadWasm(context.engine);
      return inTurnsAlone(() => decodePartitionInSteps(partition, context), context.signal, turn);
    },
  };
}
