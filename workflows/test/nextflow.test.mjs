import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { WORKFLOWS, Workplace } from './workplace.mjs';

const GENOME = 'bundibugyo_ebola.fa';
const read = (module, name) =>
  readFileSync(join(WORKFLOWS, 'nextflow', 'pmklc', module, name), 'utf8');

/** A section of a process, such as `input`, up to the next one. */
function section(source, name) {
  return source.split(new RegExp(`^ {4}${name}:$`, 'm'))[1].split(/^ {4}\w+:$/m)[0];
}

/** Names in the order of a declaration: `path("*.pmklc")` is `*.pmklc`. */
function names(declarations) {
  return [...declarations.matchAll(/(?:val|path)[ (]"?([^"),\s]+)/g)].map(([, name]) => name);
}

/** Channels of the meta data: lists of files, of which each is a map with one key. */
function described(channels) {
  return channels.flat(Infinity).flatMap((channel) => Object.keys(channel));
}

/** The shell's part of a section, as Groovy fills it in. */
function shellOf(source, name, values) {
  const [, text] = section(source, name).split('"""');
  const filled = text.replaceAll(/(?<!\\)\$\{([\w.]+)\}/g, (_, key) => {
    if (!(key in values)) throw new Error(`nothing gives ${key}`);
    return values[key];
  });
  // Nextflow takes the common indentation away.
  return filled.replaceAll('\\$', '$').replaceAll(/^ {4}/gm, '');
}

describe.each(['compress', 'decompress', 'view'])('the Nextflow module %s', (module) => {
  const source = read(module, 'main.nf');
  const meta = parse(read(module, 'meta.yml'));

  test('describes its inputs and outputs', () => {
    expect(described(meta.input)).toEqual(names(section(source, 'input')));
    expect(described(Object.values(meta.output))).toEqual(names(section(source, 'output')));
  });

  test('is named alike everywhere', () => {
    expect(meta.name).toBe(`pmklc_${module}`);
    const name = meta.name.toUpperCase();
    expect(source).toContain(`process ${name} {`);
    const tests = read(module, 'tests/main.nf.test');
    expect(tests).toContain(`process "${name}"`);
    for (const emitted of Object.keys(meta.output)) {
      expect(section(source, 'output')).toMatch(new RegExp(`emit: ${emitted}$`, 'm'));
    }
  });
});

describe('shell of the Nextflow modules', () => {
  let place;
  beforeEach(() => {
    place = new Workplace();
    place.copy(GENOME);
  });
  afterEach(() => place.remove());

  async function run(module, values, part = 'script') {
    const name = `PMKLC_${module.toUpperCase()}`;
    const all = { args: '', 'task.cpus': 1, 'task.process': name, ...values };
    const shell = shellOf(read(module, 'main.nf'), part, all);
    await place.succeed('bash', ['-euo', 'pipefail', '-c', shell]);
    const versions = parse(readFileSync(place.path('versions.yml'), 'utf8'));
    expect(versions[name].pmklc).toMatch(/^\d+\.\d+\.\d+$/);
  }

  test('packs, unpacks and views', async () => {
    const options = '--level 1 --select none';
    await run('compress', { args: options, prefix: GENOME, sequence: GENOME });
    const archive = `${GENOME}.pmklc`;
    await run('decompress', { prefix: 'back.fa', archive });
    expect(readFileSync(place.path('back.fa'))).toEqual(readFileSync(place.path(GENOME)));

    writeFileSync(place.path('r.bed'), 'NC_014373.1\t0\t60\n');
    await run('view', { prefix: 'test.fa', regions: 'r.bed', archive });
    const expected = await place.succeed('pmklc', ['view', archive, 'NC_014373.1:1-60']);
    expect(readFileSync(place.path('test.fa'), 'utf8')).toBe(expected);
  });

  test.for(['compress', 'decompress', 'view'])(
    '%s leaves an empty file as a stub',
    async (module) => {
      await run(module, { prefix: 'a' }, 'stub');
      expect(existsSync(place.path(module === 'compress' ? 'a.pmklc' : 'a'))).toBe(true);
    },
  );
});
