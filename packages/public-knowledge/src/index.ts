/**
 * The public knowledge of PMKLC: a file, and what it is known by. `@pmklc/knowledge` reads it.
 */
export { fetchPublicFile, readPublicFile } from '#public-file';
export { PUBLIC_ID, PUBLIC_REVISION } from './public-id.ts';
