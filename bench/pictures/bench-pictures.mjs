/**
 * The two pictures in docs/benchmarks/: size against speed, and what each file comes to.
 */
import { circle, labelledPoints, linear, logarithmic, path, svg, text } from './chart.mjs';
import { paretoFront } from '../tables/summary.mjs';

const styleOf = ({ isOurs, isQuoted }) => (isOurs ? 'ours' : isQuoted ? 'quoted' : 'peer');

/** Room below and above what is shown, as a share of it. */
function padded(xs, share) {
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  return [low - share * (high - low), high + share * (high - low)];
}

const ticksBetween = (ticks, [low, high]) => ticks.filter((tick) => tick >= low && tick <= high);

const WIDTH = 840;
const PARETO = { left: 62, right: 820, top: 62, bottom: 430 };
const TIMES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const SIZES = Array.from({ length: 60 }, (_, i) => i / 10);

const horizontal = (y, { left, right }) =>
  path(
    [
      [left, y],
      [right, y],
    ],
    'grid',
  );

const vertical = (x, { top, bottom }) =>
  path(
    [
      [x, top],
      [x, bottom],
    ],
    'grid',
  );

/** `slower` or `faster` than xz, in plain words. */
const speedWords = (time) =>
  time === 1 ? 'as xz -9e' : time > 1 ? `${time} x slower` : `${1 / time} x faster`;

/** Fast to the right, small at the bottom; and where to draw lines. */
function paretoScales(rows, { left, right, top, bottom }) {
  const encode = rows.map((row) => row.encode);
  const timeRange = [Math.min(...encode) / 1.6, Math.max(...encode) * 1.8];
  const sizeRange = padded(
    rows.map(({ bitsPerBase }) => bitsPerBase),
    0.08,
  );
  return {
    x: logarithmic(timeRange, [right, left]),
    y: linear(sizeRange, [bottom, top]),
    times: ticksBetween(TIMES, timeRange),
    sizes: ticksBetween(SIZES, sizeRange),
  };
}

function paretoAxes({ x, y, times, sizes }, frame) {
  const style = 'small quiet';
  return [
    times.map((time) => vertical(x(time), frame)),
    times.map((time) =>
      text(x(time), frame.bottom + 18, speedWords(time), { anchor: 'middle', style }),
    ),
    sizes.map((size) => horizontal(y(size), frame)),
    sizes.map((size) =>
      text(frame.left - 8, y(size) + 4, size.toFixed(1), { anchor: 'end', style }),
    ),
  ];
}

/** The front as steps: what is reached at a speed stays reached at lower ones. */
function frontLine(rows, { x, y }, { left }) {
  const front = paretoFront(rows.filter(({ isQuoted }) => !isQuoted));
  const points = front.flatMap(({ encode, bitsPerBase }, i) => [
    ...(i > 0 ? [[x(encode), y(front[i - 1].bitsPerBase)]] : []),
    [x(encode), y(bitsPerBase)],
  ]);
  const [, lastY] = points.at(-1);
  return path([...points, [left, lastY]], 'front');
}

/** Ours first: their labels have the choice of places. */
function paretoPoints(rows, { x, y }) {
  return [...rows]
    .sort((a, b) => b.isOurs - a.isOurs)
    .map((row) => ({
      x: x(row.encode),
      y: y(row.bitsPerBase),
      label: row.name,
      style: styleOf(row),
      isBelow: row.isOurs,
    }));
}

/** Size against speed, on files that all of `rows` are of. */
export function paretoPicture(rows, fileNames) {
  const scales = paretoScales(rows, PARETO);
  const points = paretoPoints(rows, scales);
  const ours = points.filter(({ style }) => style === 'ours').map(({ x, y }) => [x, y]);
  const small = { style: 'small quiet' };
  const entries = [
    ['ours', 'PMKLC'],
    ['peer', 'measured'],
    ['quoted', 'quoted'],
  ];
  const note = 'lower is smaller, further right is faster; dashed: the Pareto front';
  return svg(WIDTH, 480, 'Bits per base against packing speed of compressors', [
    text(20, 28, 'Bits per base against packing speed', { style: 'title' }),
    text(20, 48, `${fileNames.join(', ')} together; CPU time over that of xz -9e`, small),
    legend(570, 28, entries),
    paretoAxes(scales, PARETO),
    frontLine(rows, scales, PARETO),
    path(ours, 'ours-line'),
    labelledPoints(points, PARETO),
    text(PARETO.left, PARETO.bottom + 38, note, small),
  ]);
}

function legend(x, y, entries) {
  const step = 84;
  return entries.map(([style, words], i) => [
    circle(x + i * step, y - 4, style),
    text(x + i * step + 10, y, words, { style: 'small' }),
  ]);
}

const ROWS = { left: 170, right: 760, top: 74, step: 26 };
const BITS = [0, 0.5, 1, 1.5, 2, 2.5, 3, 4];

/**
 * @param files `{ name, sizes: [{ style, bitsPerBase }], ours }`, ours in bits per base, too
 * @param entries of the legend
 */
export function filesPicture(files, entries) {
  const frame = { ...ROWS, bottom: ROWS.top + files.length * ROWS.step };
  const most = 1.04 * Math.max(...files.flatMap(({ sizes }) => sizes.map((s) => s.bitsPerBase)));
  const x = linear([0, most], [frame.left, frame.right]);
  const rows = files.map(({ name, sizes, ours }, i) => {
    const y = frame.top + (i + 0.5) * frame.step;
    return [
      horizontal(y, frame),
      text(frame.left - 12, y + 4, name, { anchor: 'end', style: 'small' }),
      sizes.map(({ style, bitsPerBase }) => circle(x(bitsPerBase), y, style)),
      text(frame.right + 12, y + 4, ours.toFixed(3), { style: 'small ours' }),
    ];
  });
  const ticks = ticksBetween(BITS, [0, most]).map((bits) => [
    vertical(x(bits), frame),
    text(x(bits), frame.bottom + 18, bits, { anchor: 'middle', style: 'small quiet' }),
  ]);
  return svg(WIDTH, frame.bottom + 44, 'Bits per base of every file', [
    text(20, 28, 'Bits per base, file by file', { style: 'title' }),
    legend(20, 52, entries),
    ticks,
    rows,
  ]);
}
