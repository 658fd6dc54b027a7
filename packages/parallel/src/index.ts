export type { Device } from './devices.ts';
export { codingThreads, parseDevices } from './devices.ts';
export { PartitionError } from './failure.ts';
export { loadPredictor } from './load-predictor.ts';
export { compressParallel, decompressParallel } from './with-workers.ts';
export type { WorkerOptions } from './worker-runner.ts';
export { WorkerRunner } from './worker-runner.ts';
