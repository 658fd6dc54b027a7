import { LaneLayout, LEAST_LANE_BASES, mostLanes } from '@pmklc/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const layouts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((bases) =>
    fc.integer({ min: 1, max: mostLanes(bases) }).map((lanes) => new LaneLayout(bases, lanes)),
  );

test('lanes follow each other, and differ by one base at most', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const { bases, lanes, steps } = layout;
      for (let lane = 0; lane < lanes; lane++) {
        expect(layout.start(lane) + layout.length(lane)).toBe(layout.start(lane + 1));
        expect(steps - layout.length(lane)).toBeGreaterThanOrEqual(0);
        expect(steps - layout.length(lane)).toBeLessThanOrEqual(1);
      }
      expect([layout.start(0), layout.start(lanes)]).toEqual([0, bases]);
    }),
  );
});

test('the steps of all lanes are all bases, the last step of the first lanes', () => {
  fc.assert(
    fc.property(layouts, (layout) => {
      const { bases, lanes, steps } = layout;
      expect((steps - 1) * lanes + layout.lanesAt(steps - 1)).toBe(bases);
      for (let lane = 0; lane < lanes; lane++) {
        const isInLast = layout.length(lane) === steps;
        expect(lane < layout.lanesAt(steps - 1)).toBe(isInLast);
      }
    }),
  );
});

test('a place is in its lane', () => {
  fc.assert(
    fc.property(layouts, fc.nat(), (layout, n) => {
      const place = n % layout.bases;
      const lane = layout.laneOf(place);
      expect(place).toBeGreaterThanOrEqual(layout.start(lane));
      expect(place).toBeLessThan(layout.start(lane + 1));
    }),
  );
});

test.each([
  [0, 1],
  [1023, 1],
  [2047, 1],
  [2048, 2],
  [1024 * 4096, 4096],
])('%d bases have at most %d lanes', (bases, most) => {
  expect(mostLanes(bases)).toBe(most);
  expect(() => new LaneLayout(bases, most)).not.toThrow();
  expect(() => new LaneLayout(bases, most + 1)).toThrow(RangeError);
});

test.each([0, -1, 1.5, Number.NaN])('%d lanes are a bad call', (lanes) => {
  expect(() => new LaneLayout(100 * LEAST_LANE_BASES, lanes)).toThrow(RangeError);
});
