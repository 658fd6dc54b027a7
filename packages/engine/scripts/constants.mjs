/**
 * Writes assembly/generated: the constants of the reference that the engine shares, file by file as they stand in the packages that
 * define them. With --check it only says whether they are still the same.
 *
 *   node packages/engine/scripts/constants.mjs [--check]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const PACKAGES = fileURLToPath(new URL('../../', import.meta.url));
const ASSEMBLY = join(PACKAGES, 'engine', 'assembly');
const GENERATED = join(ASSEMBLY, 'generated');

/** Sources whose constants the engine may import, as `generated/<where>/<path>`. */
const SOURCES = [
  { where: '', folder: join(PACKAGES, 'models', 'src') },
  { where: 'mixer', folder: join(PACKAGES, 'mixer', 'src') },
];

/** A constant of one number, with the comment above it. */
const CONSTANT =
  /((?:^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)^(?:export )?const ([A-Z][A-Z0-9_]*) = ([^;]+);$/gm;
/** Numbers, operators, and constants before. */
const ARITHMETIC = /^[\d\s()+*/<>.|_A-Zx-]+$/;

/** The constants of a source that are integers of 32 bits. */
function constantsOf(text) {
  const known = new Map();
  const found = [];
  for (const [, comment, name, expression] of text.matchAll(CONSTANT)) {
    if (!ARITHMETIC.test(expression)) continue;
    const value = valueOf(expression, known);
    if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 31) continue;
    known.set(name, value);
    found.push({ comment, name, value });
  }
  return found;
}

function valueOf(expression, known) {
  const names = [...known.keys()];
  try {
    return new Function(...names, `return ${expression};`)(...known.values());
  } catch {
    return undefined; // It needs what is not a constant of its file.
  }
}

/** Files of the engine's assembly import these: by path under `generated`, without the ending, the names. */
function importedNames() {
  const names = new Map();
  for (const path of filesUnder(ASSEMBLY)) {
    const text = readFileSync(path, 'utf8');
    for (const [, list, from] of text.matchAll(
      /import \{([^}]+)\} from '[./]*\/generated\/([^']+)'/g,
    )) {
      const known = names.get(from) ?? new Set();
      for (const name of list.split(',')) if (name.trim()) known.add(name.trim().split(' ')[0]);
      names.set(from, known);
    }
  }
  return names;
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(GENERATED))
    .map((entry) => join(entry.parentPath, entry.name));
}

function sourceOf(path) {
  const { where, folder } =
    SOURCES.findLast(({ where }) => where !== '' && path.startsWith(`${where}/`)) ?? SOURCES[0];
  return join(folder, `${path.slice(where.length)}.ts`);
}

/** Content that each generated file must have. */
async function generate() {
  const options = await prettier.resolveConfig(ASSEMBLY);
  const files = new Map();
  for (const [path, names] of importedNames()) {
    const source = sourceOf(path);
    const constants = constantsOf(readFileSync(source, 'utf8'));
    const lines = [...names].map((name) => {
      const constant = constants.find((one) => one.name === name);
      if (!constant) throw new Error(`${source} has no constant ${name} that is an integer`);
      return `${constant.comment}export const ${name}: i32 = ${constant.value};`;
    });
    const shown = source.slice(PACKAGES.length);
    const head = `/** Constants of packages/${shown}, made by scripts/constants.mjs. */\n`;
    const text = await prettier.format(`${head}${lines.join('\n')}\n`, {
      ...options,
      parser: 'typescript',
    });
    files.set(join(GENERATED, `${path}.ts`), text);
  }
  return files;
}

const files = await generate();
const onDisk = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
if (process.argv.includes('--check')) {
  const stale = [...files].filter(([path, text]) => onDisk(path) !== text);
  for (const [path] of stale) {
    console.error(
      `${path} is not what the reference says: run packages/engine/scripts/constants.mjs`,
    );
  }
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  rmSync(GENERATED, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
