/**
 * Makes docs/benchmarks.md, the pictures, and the results in README.md of the JSON files in docs/benchmarks/.
 * With --check it only compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../tools/workspace.mjs';
import { benchPictures, benchTables, readmeTable } from './bench-tables.mjs';
import { fill } from './fill.mjs';
import { number, percent, table } from './format.mjs';
import { readHistory } from './history.mjs';
import { knowledgeParts, knowledgeSentence, knowledgeTable } from './knowledge-table.mjs';
import { modelTables } from './model-tables.mjs';
import { qualitiesTable } from './qualities-table.mjs';
import { readResult } from './results.mjs';
import { smpTables } from './smp-tables.mjs';

const textOf = (path) => readFileSync(`${ROOT}/${path}`, 'utf8');

function document(bench, quoted) {
  return fill(textOf('docs/benchmarks/template.md'), {
    ...benchTables(bench, quoted, readHistory()),
    ...modelTables(readResult),
    ...smpTables(readResult, { table, number, percent }),
    qualities: qualitiesTable(readResult('qualities')),
    knowledge: knowledgeTable(readResult('knowledge')),
    ...knowledgeParts(readResult('knowledge-parts')),
  });
}

const RESULTS = /<!-- results -->[^]*<!-- \/results -->/;

/** The first screen. */
function readme(bench, quoted) {
  const results = fill(textOf('docs/benchmarks/template-readme.md'), {
    ...readmeTable(bench, quoted),
    knowledge: knowledgeSentence(readResult('knowledge')),
  });
  const text = `<!-- results -->\n${results.trim()}\n<!-- /results -->`;
  return textOf('README.md').replace(RESULTS, () => text);
}

function made() {
  const bench = readResult('bench');
  const quoted = readResult('quoted');
  return {
    'docs/benchmarks.md': document(bench, quoted),
    'README.md': readme(bench, quoted),
    ...benchPictures(bench, quoted),
  };
}

for (const [name, text] of Object.entries(made())) {
  const path = `${ROOT}/${name}`;
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is not what docs/benchmarks/*.json give: run node bench/tables.mjs`);
    process.exitCode = 1;
  }
}
