/** Line plots as SVG, logarithmic upwards: enough for speeds that differ a thousandfold. */

const WIDTH = 420;
const HEIGHT = 320;
const MARGIN = { left: 60, right: 12, top: 34, bottom: 44 };
const COLOURS = ['#888888', '#d55e00', '#e69f00', '#0072b2', '#009e73', '#cc79a7'];

/**
 * @param panels `{ title, xLabel, ticks: [{ at, label }], lines: { name: [[x, y]] } }`; x as the
 *   caller scales it, y > 0
 */
export function plot(panels, yLabel) {
  const names = [...new Set(panels.flatMap(({ lines }) => Object.keys(lines)))];
  const body = panels.map((panel, i) => drawPanel(panel, i * WIDTH, names, yLabel)).join('\n');
  const legend = names.map((name, i) => {
    const x = MARGIN.left + i * 90;
    const y = HEIGHT + 14;
    return `<path d="M${x} ${y - 4}h18" stroke="${colour(names, name)}" stroke-width="2"/><text x="${x + 23}" y="${y}">${name}</text>`;
  });
  const [width, height] = [WIDTH * panels.length, HEIGHT + 24];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="none">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${body}
<g fill="#333333">${legend.join('\n')}</g>
</svg>
`;
}

function colour(names, name) {
  return COLOURS[names.indexOf(name) % COLOURS.length];
}

function drawPanel({ title, xLabel, ticks, lines }, left, names, yLabel) {
  const all = Object.values(lines).flat();
  const xs = ticks.map(({ at }) => at);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const low = Math.floor(Math.log10(Math.min(...all.map(([, y]) => y))));
  const high = Math.ceil(Math.log10(Math.max(...all.map(([, y]) => y))));
  const right = left + WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const px = (x) => left + MARGIN.left + ((x - x0) / (x1 - x0)) * (right - left - MARGIN.left);
  const py = (y) => bottom - ((Math.log10(y) - low) / (high - low)) * (bottom - MARGIN.top);
  const parts = [];
  for (let e = low; e <= high; e++) {
    const y = py(10 ** e).toFixed(1);
    parts.push(`<path d="M${left + MARGIN.left} ${y}H${right}" stroke="#dddddd"/>`);
    parts.push(text(left + MARGIN.left - 6, Number(y) + 4, String(10 ** e), 'end'));
  }
  for (const { at, label } of ticks) parts.push(text(px(at), bottom + 16, label, 'middle'));
  parts.push(text((left + MARGIN.left + right) / 2, bottom + 34, xLabel, 'middle'));
  parts.push(text(left + MARGIN.left, 18, `${title}, ${yLabel}`, 'start'));
  for (const [name, points] of Object.entries(lines)) {
    if (points.length === 0) continue;
    const path = points.map(
      ([x, y], i) => `${i ? 'L' : 'M'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`,
    );
    parts.push(`<path d="${path.join('')}" stroke="${colour(names, name)}" stroke-width="2"/>`);
  }
  return parts.join('\n');
}

function text(x, y, label, anchor) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#333333">${label}</text>`;
}
