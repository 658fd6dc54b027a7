import { expect, test } from 'vitest';
import { kernelParams, layoutSlices, TILE_BASES, TILE_WORDS } from '../src/webgpu/layout.ts';

const LIMITS = { maxStorageBufferBindingSize: 1 << 27, maxComputeWorkgroupsPerDimension: 65535 };
const SHAPES = Array.from({ length: 64 * 12 }, (_, i) => ({ s: 1 + (i % 64), k: 1 + (i >> 6) }));
const layout = (shape: { s: number; k: number }, count: number, sliceBytes = 1 << 24) =>
  layoutSlices(shape, false, count, LIMITS, sliceBytes);

test('a workgroup writes whole words', () => {
  for (const shape of SHAPES) {
    const { tokensPerGroup, wordsPerGroup } = layout(shape, 1e6);
    const bytes = shape.k <= 4 ? 1 : shape.k <= 8 ? 2 : 4;
    expect(tokensPerGroup * bytes).toBe(wordsPerGroup * 4);
    expect(tokensPerGroup).toBeGreaterThan(0);
  }
});

test('a tile holds the windows of its workgroup, and the tail of the last', () => {
  for (const shape of SHAPES) {
    const { tokensPerGroup } = layout(shape, 1e6);
    const bases = tokensPerGroup * shape.s + shape.k - 1;
    expect(tokensPerGroup * shape.s).toBeLessThanOrEqual(TILE_BASES);
    // From base 15 of the first word on, and one word more to cut from.
    expect(Math.ceil((15 + bases) / 16) + 1).toBeLessThanOrEqual(TILE_WORDS);
  }
});

test('no buffer is larger than asked for or than the device can bind', () => {
  for (const shape of SHAPES) {
    const small = { ...LIMITS, maxStorageBufferBindingSize: 100_000 };
    const { inputBytes, tokenBytes } = layoutSlices(shape, false, 1e9, small, 1 << 24);
    expect(Math.max(inputBytes, tokenBytes)).toBeLessThanOrEqual(100_000);
    const wide = layout(shape, 1e9, 1 << 16);
    expect(Math.max(wide.inputBytes, wide.tokenBytes)).toBeLessThanOrEqual(1 << 16);
  }
});

test('a slice has no more workgroups than one dispatch may', () => {
  const few = { ...LIMITS, maxComputeWorkgroupsPerDimension: 3 };
  const { sliceTokens, tokensPerGroup } = layoutSlices({ s: 1, k: 1 }, false, 1e9, few, 1 << 24);
  expect(sliceTokens).toBe(3 * tokensPerGroup);
});

test('a short call gets small buffers', () => {
  expect(layout({ s: 3, k: 3 }, 10).inputBytes).toBeLessThan(8000);
});

test('parameters are in the order of the kernel', () => {
  const shape = { s: 3, k: 5 };
  expect([...kernelParams(shape, layout(shape, 10), 2)]).toEqual([3, 5, 2032, 2]);
});

test('all that the last tile reads is in the input buffer', () => {
  for (const shape of SHAPES) {
    const { tokensPerGroup, sliceTokens, inputBytes } = layout(shape, 1e5);
    const lastTile = 3 + (sliceTokens - tokensPerGroup) * shape.s;
    const end = (Math.floor(lastTile / 16) + TILE_WORDS) * 16;
    expect(end).toBeLessThanOrEqual(inputBytes);
  }
});
