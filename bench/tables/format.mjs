/** Numbers and tables in Markdown. */

export const number = (x) => x.toLocaleString('en-US');

/** A change, with its sign. */
export const percent = (x, digits = 2) =>
  `${x >= 0 ? '+' : '-'}${Math.abs(100 * x).toFixed(digits)} %`;

/** A factor, to two or three digits. */
export const times = (x) => (x >= 9.95 ? x.toFixed(0) : x >= 0.0995 ? x.toFixed(2) : x.toFixed(3));

const row = (cells) => `| ${cells.join(' | ')} |`;

/** The first column is of words, the others of numbers. */
export const table = (head, rows) =>
  [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

/** A list in a sentence. */
export const list = (words) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
