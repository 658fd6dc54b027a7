export type { Effort, StreamContent } from './choose-model.ts';
export type { PackOptions } from './pack-stream.ts';
export { packStream, packStreamInSteps } from './pack-stream.ts';
export type { RowLayout } from './rows/row-layout.ts';
export type { PackedSideStream } from './stream-reader.ts';
export { StreamReader } from './stream-reader.ts';
export {
  holdsProteins,
  unpackBeginning,
  unpackStream,
  unpackStreamInSteps,
} from './unpack-stream.ts';
export { loadStreams } from './wasm/load-streams.ts';
