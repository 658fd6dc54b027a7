/**
 * Encodes bases with a model that stands ready, a block of steps at a time.
 */
import { joinStreams, type Steps } from '@pmklc/core';
import type { BaseCoderOptions } from '@pmklc/models';
import { allocate } from './engine-memory.ts';
import { BlockLayout } from './block-layout.ts';
import { forEachBlock, together } from './blocks.ts';
import { MAX_MISSING_BYTES } from './limits.ts';
import type { ModelInEngine } from './snapshot.ts';
import { ORDER } from './threads/thread-job.ts';
import { bytesAt } from './wasm.ts';

/** So many bytes of all lanes, or of one among many, may wait for a carry before the engine gives up. */
const CARRY_BYTES = 2 ** 16;
const LEAST_CARRY_BYTES = 2 ** 10;

/** Encodes `bases`; returns the payload. */
export function* encodeBases(
  model: ModelInEngine,
  bases: Uint8Array,
  options: BaseCoderOptions,
): Steps<Uint8Array> {
  const { engine } = model.instance;
  const layout = new BlockLayout(bases.length, options.lanes);
  const stride = layout.blockSteps;
  const input = allocate(engine, stride * layout.lanes);
  const carryBytes = Math.max(Math.floor(CARRY_BYTES / layout.lanes), LEAST_CARRY_BYTES);
  const room = 2 * stride + carryBytes;
  const output = allocate(engine, room * layout.lanes);
  const chunks = layout.numbers.map((): Uint8Array[] => []);
  const take = (lane: number): void => {
    const start = output + room * lane;
    const end = engine.outputCursor() >>> 0;
    if (end > start) chunks[lane]!.push(bytesAt(engine, start, end - start).slice());
    engine.moveOutput(start);
    if (engine.pendingBytes() > carryBytes - 16) {
      throw new RangeError('too many bytes wait for a carry');
    }
  };
  layout.numbers.forEach((lane) => {
    engine.useLane(lane);
    engine.startEncoder(output + room * lane);
  });
  yield* forEachBlock(model, layout, layout.steps, options, (done, count) => {
    layout.numbers.forEach((lane) => {
      const block = bases.subarray(...layout.range(lane, done, count));
      bytesAt(engine, input + stride * lane, block.length).set(block);
    });
    together(model, ORDER.encode, [input, stride, count], () => {
      engine.encode(input, stride, count);
    });
    layout.numbers.forEach((lane) => {
      engine.useLane(lane);
      take(lane);
    });
  });
  return joinStreams(
    layout.numbers.map((lane) => {
      engine.useLane(lane);
      engine.finishEncoder();
      take(lane);
      return trim(chunks[lane]!);
    }),
  );
}

/** Leaves out the first byte, which is always 0, and the zeros that the decoder supplies itself. */
function trim(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  let end = all.length;
  while (end > 1 && end > all.length - MAX_MISSING_BYTES && all[end - 1] === 0) end--;
  return all.slice(1, end);
}
