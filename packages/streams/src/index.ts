export type { PackOptions } from './pack-stream.ts';
export {
  packStream,
  packStreamInSteps,
  unpackBeginning,
  unpackStream,
  unpackStreamInSteps,
} from './pack-stream.ts';
export type { PackedSideStream } from './stream-reader.ts';
export { StreamReader } from './stream-reader.ts';
