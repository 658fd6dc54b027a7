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
export const inProcessRunner: PartitionRunner = {
  concurrency: 1,
  async encode(block, settings, context) {
    await loadWasm(context.engine);
    return inTurnsAlone(() => encodePartitionInSteps(block, settings, context), context.signal);
  },
  async decode(partition, context) {
    await loadWasm(context.engine);
    return inTurnsAlone(() => decodePartitionInSteps(partition, context), context.signal);
  },
};
