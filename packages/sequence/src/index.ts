export type { SplitOptions } from './block-splitter.ts';
export { BlockSplitter, splitBytes } from './block-splitter.ts';
export type { JoinOptions } from './join-block.ts';
export { basesBefore, hasMates, hasSeparateQualities, joinBlock } from './join-block.ts';
export type { GrowingBytes } from './line-reader.ts';
export type { Outline, OutlineRecord, OutlineRun } from './outline.ts';
export { outlineOf } from './outline.ts';
export { STREAM_HEAD, STREAM_NAMES, STREAM_RAW } from './sections/sections.ts';
export type { Rows, SequenceBlock, SequenceFormat, SideStream } from './types.ts';
