export type { PackOptions } from './pack-stream.ts';
export { packStream, packStreamInSteps, unpackStream, unpackStreamInSteps } from './pack-stream.ts';
