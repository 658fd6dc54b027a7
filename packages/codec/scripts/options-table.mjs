/**
 * The table of options in README.md, from the types and comments of the sources.
 *
 *   node packages/codec/scripts/options-table.mjs [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const SOURCES = ['options.ts', 'salvage/salvage-stream.ts', 'inspect/inspect-archive.ts'];
const README = new URL('../README.md', import.meta.url);
const [BEGIN, END] = ['<!-- options: made by scripts/options-table.mjs -->', '<!-- /options -->'];

/** Interfaces of options, and what takes them. An option is of the first that has it. */
const INTERFACES = {
  CodingOptions: 'both',
  CompressOptions: 'packing',
  SalvageOptions: '`salvageStream`',
  InspectOptions: '`inspectArchive`',
};

/** README.md with the table that the types make. */
function withTable(readme) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('README.md has no place for the table of options');
  const lines = tableOf(SOURCES.flatMap(interfacesIn));
  return `${readme.slice(0, begin + BEGIN.length)}\n${lines.join('\n')}\n${readme.slice(end)}`;
}

function interfacesIn(name) {
  const source = readFileSync(new URL(`../src/${name}`, import.meta.url), 'utf8');
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isInterfaceDeclaration);
}

function tableOf(nodes) {
  const interfaces = new Map(nodes.map((node) => [node.name.text, node]));
  const rows = new Map();
  for (const [name, of] of Object.entries(INTERFACES)) {
    for (const row of rowsOf(interfaces.get(name), interfaces, '', of)) {
      if (!rows.has(row[0])) rows.set(row[0], row);
    }
  }
  const sorted = [...rows.values()].sort(([a], [b]) => (a < b ? -1 : 1));
  const cells = sorted.map((row) => `| ${row.join(' | ')} |`);
  return ['| option | of | what it is |', '| --- | --- | --- |', ...cells];
}

/** A row for each option; for a group, for each of its own. */
function rowsOf(node, interfaces, prefix, of) {
  const inherited = parentsOf(node, interfaces);
  const own = node.members.filter(ts.isPropertySignature).flatMap((member) => {
    const name = `${prefix}${member.name.getText()}`;
    const type = member.type;
    const group = ts.isTypeLiteralNode(type) ? type : interfaces.get(type.getText());
    if (group !== undefined) return rowsOf(group, interfaces, `${name}.`, of);
    return [[`\`${name}\``, of, commentOf(member, name)]];
  });
  return [...inherited.flatMap((parent) => rowsOf(parent, interfaces, prefix, of)), ...own];
}

function parentsOf(node, interfaces) {
  const types = (node.heritageClauses ?? []).flatMap((clause) => [...clause.types]);
  return types.flatMap((type) => interfaces.get(type.getText()) ?? []);
}

function commentOf(member, name) {
  const [comment] = ts.getJSDocCommentsAndTags(member).map(({ comment: text }) => text);
  if (typeof comment !== 'string') throw new Error(`option ${name} has no comment`);
  return comment.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

const readme = readFileSync(README, 'utf8');
const made = withTable(readme);
if (!process.argv.includes('--check')) writeFileSync(README, made);
else if (made !== readme) {
  console.error('README.md has another table: run packages/codec/scripts/options-table.mjs');
  process.exitCode = 1;
}
