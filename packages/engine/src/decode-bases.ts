/**
 * Decodes bases with a model that stands ready, a block of steps at a time.
 */
import { PmklcError, splitStreams, type Steps } from '@pmklc/core';
import type { DecodeBasesOptions } from '@pmklc/models';
import { allocate } from './engine-memory.ts';
import type { BlockLayout } from './block-layout.ts';
import { forEachBlock, together } from './blocks.ts';
import type { ModelInEngine } from './snapshot.ts';
import { ORDER } from './threads/thread-job.ts';
import { bytesAt } from './wasm.ts';

/** Options of decoding; of how many steps, and whether these are all. */
export interface DecodingOptions extends DecodeBasesOptions {
  readonly steps: number;
  readonly isWhole: boolean;
}

/** Decodes a payload; returns all bases of all lanes, 0 for those behind the steps. */
export function* decodeBases(
  model: ModelInEngine,
  payload: Uint8Array,
  layout: BlockLayout,
  options: DecodingOptions,
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const input = allocate(engine, payload.length);
  bytesAt(engine, input, payload.length).set(payload);
  splitStreams(payload, layout.lanes).forEach((stream, lane) => {
    engine.useLane(lane);
    if (!engine.startDecoder(input + stream.byteOffset - payload.byteOffset, stream.length)) {
      throw new PmklcError('corrupt', 'the payload starts with ff ff ff ff');
    }
  });
  const { report } = options;
  const stride = layout.blockSteps;
  const notes = report && allocate(engine, 4 * stride * layout.lanes);
  yield* forEachBlock(model, layout, options.steps, options, (done, count) => {
    if (notes === undefined) together(model, ORDER.decode, [count], () => engine.decode(count));
    else {
      together(model, ORDER.report, [count, notes, 4 * stride], () => {
        engine.decodeReporting(count, notes, 4 * stride);
      });
    }
    if (engine.isTruncated()) {
      throw new PmklcError('truncated', `the payload ends at byte ${payload.length}`);
    }
    if (notes === undefined) return;
    layout.numbers.forEach((lane) => {
      const [start, end] = layout.range(lane, done, count);
      const at = notes + 4 * stride * lane;
      if (end > start) report!(new Uint32Array(engine.memory.buffer, at, end - start), start);
    });
  });
  const left = layout.numbers.map((lane) => {
    engine.useLane(lane);
    return engine.bytesLeft();
  });
  const more = left.reduce((sum, bytes) => sum + bytes, 0);
  if (more > 0 && options.isWhole)
    throw new PmklcError('corrupt', `${more} bytes follow the last symbol`);
  const first = (engine.basesAddress() >>> 0) + (options.prefix?.length ?? 0);
  return bytesAt(engine, first, layout.bases).slice();
}
