/** Pictures: scales, and labels that can be read. */
import { expect, test } from 'vitest';
import { labelledPoints, linear, logarithmic, svg, text } from '../pictures/chart.mjs';

test('scales map the ends to the ends, and logarithms ratios to distances', () => {
  const x = linear([0, 10], [100, 200]);
  expect([x(0), x(5), x(10)]).toEqual([100, 150, 200]);
  const y = logarithmic([1, 100], [0, 10]);
  expect(y(10)).toBeCloseTo(5);
});

test('words are escaped', () => {
  expect(svg(1, 1, 'a < b', [text(0, 0, 'x & y')])).toContain('aria-label="a &lt; b"');
  expect(text(0, 0, 'x & y')).toContain('x &amp; y');
});

test('labels of two points in the same place do not cover each other', () => {
  const point = { x: 100, y: 100, label: 'name', style: 'peer' };
  const frame = { left: 0, right: 300, top: 0, bottom: 300 };
  const places = labelledPoints([point, point], frame).map(([, label]) =>
    /x="([\d.]+)" y="([\d.]+)"/.exec(label).slice(1).map(Number),
  );
  const [[x0, y0], [x1, y1]] = places;
  expect(Math.abs(x0 - x1) > 25 || Math.abs(y0 - y1) >= 14).toBe(true);
});
