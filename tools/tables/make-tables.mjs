/**
 * Writes packages/core/src/tables.ts: the logarithm and exponential of the coding path.
 *
 *   node tools/tables/make-tables.mjs
 *
 * Floating point is used here only; the file is committed, so no machine that codes computes it.
 */
import { writeFileSync } from 'node:fs';

const Q10 = 1024;

const ln = Array.from({ length: 4096 }, (_, i) => Math.round(Q10 * Math.log((i + 0.5) / 4096)));
const coarse = Array.from({ length: 256 }, (_, i) => Math.round(65535 * Math.exp(-i / 8)));
const fine = Array.from({ length: 128 }, (_, i) => Math.round(65535 * Math.exp(-i / Q10)));

const table = (name, type, comment, values) => `
/** ${comment} */
// prettier-ignore
export const ${name} = ${type}.of(
${values.join(',').replace(/(.{1,94}),/g, '  $1,\n')},
);
`;

writeFileSync(
  new URL('../../packages/core/src/tables.ts', import.meta.url),
  `/** Written by tools/tables/make-tables.mjs. */
${table('LN_TABLE', 'Int16Array', 'ln((i + 1/2) / 4096) in Q10, for i in 0..4095.', ln)}${table(
    'EXP_COARSE',
    'Uint16Array',
    'exp(-i / 8) in Q16 (1 is 65535), for i in 0..255.',
    coarse,
  )}${table('EXP_FINE', 'Uint16Array', 'exp(-i / 1024) in Q16 (1 is 65535), for i in 0..127.', fine)}`,
);
