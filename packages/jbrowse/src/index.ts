export type { PluginManager } from './jbrowse.ts';
export { PmklcPlugin, PmklcPlugin as default } from './pmklc-plugin.ts';
export type { ArchiveSettings, Region } from './sequence-archive.ts';
export { SequenceArchive } from './sequence-archive.ts';
