/**
 * Makes docs/benchmarks.md, and the results in README.md, of the JSON files in docs/benchmarks/.
 * With --check it only compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../workspace.mjs';
import { smpTables } from './smp-tables.mjs';

const read = (path) => JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8'));
const number = (x) => x.toLocaleString('en-US');
const percent = (x) => `${x >= 0 ? '+' : '-'}${Math.abs(100 * x).toFixed(2)} %`;
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) =>
  [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

function sizes({ levels, files }, { bestPeer }) {
  const head = ['file', 'bytes', ...levels.map((level) => `-${level}`), 'best peer (quoted)'];
  const rows = files.map((file) => [
    file.name,
    number(file.originalBytes),
    ...file.levels.map(({ bytes }) => number(bytes)),
    bestPeer[file.name] ? number(bestPeer[file.name]) : '',
  ]);
  return table(head, rows);
}

function knowledge({ files }) {
  const head = ['file', 'without', 'with', 'change', 'encode, CPU', 'decode, CPU s'];
  const total = (key) => files.reduce((sum, file) => sum + file[key].bytes, 0);
  const change = (none, auto) => percent(auto / none - 1);
  const rows = files.map(({ name, none, auto }) => [
    name,
    number(none.bytes),
    number(auto.bytes),
    change(none.bytes, auto.bytes),
    `x ${(auto.encodeSeconds / none.encodeSeconds).toFixed(2)}`,
    auto.decodeSeconds.toFixed(1),
  ]);
  const [none, auto] = [total('none'), total('auto')];
  return table(head, [...rows, ['all', number(none), number(auto), change(none, auto), '', '']]);
}

function speeds({ speed, files }) {
  const file = files.find(({ name }) => name === speed.name);
  const head = [
    'level',
    'encode, x xz',
    'decode, x xz',
    'bases a second of CPU, encode',
    'peak MiB',
  ];
  const rows = speed.levels.map(({ level, encode, decode }, i) => [
    `-${level}`,
    encode.toFixed(2),
    decode.toFixed(2),
    number(Math.round(file.bases / (encode * speed.xzSeconds))),
    number(Math.round(file.levels[i].encode.peakKib / 1024)),
  ]);
  return table(head, rows);
}

function ladder({ ladder: { bases, levels } }) {
  const head = ['level', 'payload', 'bits per base', 'CPU time', 'MiB of tables and history'];
  const rows = levels.map(({ level, bytes, seconds, memoryMib }) => [
    `-${level}`,
    number(bytes),
    ((8 * bytes) / bases).toFixed(4),
    (seconds / levels[0].seconds).toFixed(2),
    number(memoryMib),
  ]);
  return table(head, rows);
}

function ablation({ files }) {
  const head = ['', ...files.map(({ name }) => name.replace(/\.\w+$/, '')), 'CPU time'];
  const seconds = (i) => files.reduce((sum, file) => sum + file.variants[i].encodeSeconds, 0);
  const rows = files[0].variants.map(({ title }, i) => [
    title,
    ...files.map(({ variants }) =>
      i === 0 ? number(variants[0].bytes) : percent(variants[i].bytes / variants[0].bytes - 1),
    ),
    i === 0 ? '1' : (seconds(i) / seconds(0)).toFixed(2),
  ]);
  return table(head, rows);
}

function document() {
  const levels = read('docs/benchmarks/levels.json');
  const parts = read('docs/benchmarks/ablation.json');
  const quoted = read('tools/bench/quoted.json');
  const template = readFileSync(`${ROOT}/docs/benchmarks/template.md`, 'utf8');
  const smp = Object.entries(smpTables(read, { table, number, percent }));
  const text = smp.reduce((done, [name, made]) => done.replace(`{{${name}}}`, made), template);
  return text
    .replace('{{machine}}', levels.machine)
    .replace('{{sizes}}', sizes(levels, quoted))
    .replace('{{knowledge}}', knowledge(read('docs/benchmarks/knowledge.json')))
    .replace('{{speed-file}}', levels.speed.name)
    .replace('{{rounds}}', levels.speed.rounds)
    .replace(
      '{{control}}',
      `${levels.speed.control.min.toFixed(2)} to ${levels.speed.control.max.toFixed(2)}`,
    )
    .replace('{{speeds}}', speeds(levels))
    .replace('{{ladder-file}}', levels.ladder.name)
    .replace('{{ladder}}', ladder(levels))
    .replace('{{limit}}', number(parts.limit))
    .replace('{{ablation}}', ablation(parts));
}

/** The first screen: size in bytes of a few files, and what it costs. */
function results() {
  const { levels, files, speed } = read('docs/benchmarks/levels.json');
  const { bestPeer } = read('tools/bench/quoted.json');
  const shown = files.filter(({ name }) => bestPeer[name]);
  const head = [
    'file',
    'bases',
    ...levels.map((level) => `\`-${level}\``),
    'best peer (quoted)',
    'with public knowledge',
  ];
  const { files: known } = read('docs/benchmarks/knowledge.json');
  const rows = shown.map((file) => [
    file.name,
    number(file.bases),
    ...file.levels.map(({ bytes }) => number(bytes)),
    number(bestPeer[file.name]),
    number(known.find(({ name }) => name === file.name).auto.bytes),
  ]);
  const cost = speed.levels.map(({ level, encode }) => `\`-${level}\` ${encode.toFixed(1)}`);
  return `${table(head, rows)}

Whole archives in bytes. First from a cold start (\`--select none\`), against the smallest that any of fifteen tools (GeCo3, JARVIS3, cmix, XM, ...)
made of the bare letters; last at \`-6\` as it comes, where public genomes may be copied from: of *Salmonella*, which is why
*E. coli* gets so small ([model card](docs/model-card.md)). CPU time over that of \`xz -9e\`: ${cost.join(', ')}. More in [docs/benchmarks.md](docs/benchmarks.md).`;
}

const RESULTS = /<!-- results -->[^]*<!-- \/results -->/;

function readme() {
  const text = readFileSync(`${ROOT}/README.md`, 'utf8');
  return text.replace(RESULTS, `<!-- results -->\n${results()}\n<!-- /results -->`);
}

const MADE = { 'docs/benchmarks.md': document(), 'README.md': readme() };
for (const [name, text] of Object.entries(MADE)) {
  const path = `${ROOT}/${name}`;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(
      `${name} is not what docs/benchmarks/*.json give: run node tools/bench/tables.mjs`,
    );
    process.exitCode = 1;
  }
}
