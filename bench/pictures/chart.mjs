/**
 * The little SVG that our pictures need, by ourselves: libraries for charts bring hundreds of packages, and their output
 * changes with every version. One element a line, coordinates of one digit, so that a picture has a readable diff;
 * colours are classes, which follow the reader's light or dark theme.
 */

const STYLE = `text{font:12px system-ui,sans-serif;fill:#1f2328}
.small{font-size:11px}
.title{font-size:14px;font-weight:600}
.quiet{fill:#59636e}
.page{fill:#ffffff}
.grid{stroke:#d8dee4;fill:none}
.front{stroke:#8b949e;stroke-width:1.5;stroke-dasharray:4 3;fill:none}
.ours{fill:#0550ae;stroke:#0550ae}
.ours-line{stroke:#0550ae;stroke-width:2;fill:none}
text.ours{stroke:none;font-weight:600}
.peer{fill:#8a4600;stroke:#8a4600}
.weak{fill:#8b949e;stroke:#8b949e}
.quoted{fill:#ffffff;stroke:#8a4600;stroke-width:1.5}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}
.quiet{fill:#9198a1}
.page{fill:#0d1117}
.grid{stroke:#30363d}
.front{stroke:#6e7681}
.ours{fill:#79c0ff;stroke:#79c0ff}
.ours-line{stroke:#79c0ff}
.peer{fill:#ffa657;stroke:#ffa657}
.weak{fill:#6e7681;stroke:#6e7681}
.quoted{fill:#0d1117;stroke:#ffa657}}`;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text) => String(text).replace(/[&<>]/g, (c) => ESCAPES[c]);
const at = (x) => x.toFixed(1).replace(/\.0$/, '');

/** @param label what a reader who cannot see the picture is told */
export function svg(width, height, label, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}" rx="6"/>
${parts.flat(Infinity).join('\n')}
</svg>
`;
}

/** @param anchor start, middle or end */
export const text = (x, y, words, { anchor = 'start', style = '' } = {}) =>
  `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" class="${style}">${escaped(words)}</text>`;

export const circle = (x, y, style, radius = 5) =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${radius}" class="${style}"/>`;

export const path = (points, style) =>
  `<path d="M${points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}" class="${style}"/>`;

/** Maps `from` to `to`, or its logarithm. */
export function linear([from0, from1], [to0, to1]) {
  return (x) => to0 + ((x - from0) / (from1 - from0)) * (to1 - to0);
}

export function logarithmic([from0, from1], to) {
  const scale = linear([Math.log(from0), Math.log(from1)], to);
  return (x) => scale(Math.log(x));
}

/** About as wide as `words` will be. */
const widthOf = (words) => 6.9 * words.length;

const overlaps = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const around = (x, y, r) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

/** Places of a label at its point, the best first: beside, above or below, then further off. */
function placesOf({ x, y, label, isBelow }) {
  const width = widthOf(label);
  const box = (left, middle) => ({
    left,
    right: left + width,
    top: middle - 7,
    bottom: middle + 7,
  });
  const [right, left, centre] = [x + 9, x - 9 - width, x - width / 2];
  const beside = [box(right, y), box(left, y)];
  const around = [14, -14, 28, -28, 42, -42].flatMap((far) => [
    box(centre, y + far),
    box(right, y + 0.8 * far),
    box(left, y + 0.8 * far),
  ]);
  return isBelow ? [...around, ...beside] : [...beside, ...around];
}

/**
 * Points with labels that do not cover each other, in order of importance.
 * @param points `{ x, y, label, style, isBelow }`: the last for labels that are better below than beside
 * @param frame what labels must stay in
 */
export function labelledPoints(points, frame) {
  const taken = points.map(({ x, y }) => around(x, y, 6));
  const isInside = ({ left, right, top, bottom }) =>
    left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
  return points.map((point) => {
    const places = placesOf(point).filter(isInside);
    const free = places.find((place) => !taken.some((other) => overlaps(place, other)));
    const place = free ?? places[0] ?? placesOf(point)[0];
    taken.push(place);
    const style = point.style === 'ours' ? 'small ours' : 'small';
    return [
      circle(point.x, point.y, point.style),
      text(place.left, place.bottom - 3, point.label, { style }),
    ];
  });
}
