export { blobSource } from './blob-source.ts';
export type { RecordPage, WebPackOptions, WebProgress, WebSource } from './messages.ts';
export { WebArchive } from './web-archive.ts';
export type { OnProgress } from './web-coder.ts';
export { WebCoder } from './web-coder.ts';
export { WorkInProgress } from './work-in-progress.ts';
export { RemoteError } from '@pmklc/container';
export { PmklcError } from '@pmklc/core';
