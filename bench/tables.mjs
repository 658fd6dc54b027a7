/**
 * Makes docs/benchmarks.md, the pictures, the results in README.md and the curve in docs/model-card.md of the JSON files in
 * docs/benchmarks/.
 * With --check it only compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../tools/workspace.mjs';
import { benchPictures, benchTables, readmeTable } from './tables/bench-tables.mjs';
import { fill } from './tables/fill.mjs';
import { number, percent, table } from './tables/format.mjs';
import { readHistory } from './history.mjs';
import {
  heldBackTable,
  knowledgeParts,
  knowledgeSentence,
  knowledgeTable,
} from './tables/knowledge-table.mjs';
import { modelTables } from './tables/model-tables.mjs';
import { qualitiesTable } from './tables/qualities-table.mjs';
import { readResult } from './results.mjs';
import { passingTables } from './tables/passing-tables.mjs';
import { trainingTable } from './tables/training-table.mjs';

const textOf = (path) => readFileSync(`${ROOT}/${path}`, 'utf8');

function document(bench, quoted) {
  return fill(textOf('docs/benchmarks/template.md'), {
    ...benchTables(bench, quoted, readHistory()),
    ...modelTables(readResult),
    ...passingTables(readResult, { table, number, percent }),
    qualities: qualitiesTable(readResult('qualities')),
    knowledge: knowledgeTable(readResult('knowledge')),
    ...heldBackTable(readResult('held-back')),
    ...knowledgeParts(readResult('knowledge-parts')),
  });
}

/** A document with `text` between the comments that name its place. */
function withPart(path, name, text) {
  const place = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`);
  const gap = name === 'results' ? '\n' : '\n\n';
  return textOf(path).replace(place, () => `<!-- ${name} -->${gap}${text}${gap}<!-- /${name} -->`);
}

/** The first screen. */
function readme(bench, quoted) {
  const results = fill(textOf('docs/benchmarks/template-readme.md'), {
    ...readmeTable(bench, quoted),
    knowledge: knowledgeSentence(readResult('knowledge')),
  });
  return withPart('README.md', 'results', results.trim());
}

function made() {
  const bench = readResult('bench');
  const quoted = readResult('quoted');
  return {
    'docs/benchmarks.md': document(bench, quoted),
    'README.md': readme(bench, quoted),
    'docs/model-card.md': withPart(
      'docs/model-card.md',
      'curve',
      trainingTable(readResult('training')),
    ),
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
