export type { PackOptions } from './pack-stream.ts';
export { packStream, unpackStream } from './pack-stream.ts';
