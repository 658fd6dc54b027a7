import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GAPPED, isMissing, writeGapped, WORKFLOWS, Workplace } from './workplace.mjs';

const SNAKEFILE = join(WORKFLOWS, 'snakemake', 'Snakefile');
const SMALL = 'bundibugyo_ebola.fa';
const OPTIONS = '-1 --select none --partitions 3 --smp-width 3';

describe.skipIf(isMissing('snakemake'))('the Snakemake workflow', () => {
  let place;
  beforeEach(() => {
    place = new Workplace();
    mkdirSync(place.path('in'));
    writeGapped(place.path(join('in', GAPPED)));
  });
  afterEach(() => place.remove());

  function snakemake(input, output, ...config) {
    const settings = [`input=${input}`, `output=${output}`, 'divide_from=1000000', ...config];
    const args = ['--snakefile', SNAKEFILE, '--cores', '2', '--nolock', '--config', ...settings];
    return place.succeed('snakemake', args);
  }

  /** Archive of the divided file as one machine makes it. */
  async function onOneMachine() {
    const args = [...OPTIONS.split(' '), '--no-verify', '-o', 'one.pmklc', join('in', GAPPED)];
    await place.succeed('pmklc', args);
    return readFileSync(place.path('one.pmklc'));
  }

  test('packs a folder as one machine does, tells what it took, and unpacks it', async () => {
    renameSync(place.copy(SMALL), place.path(join('in', SMALL)));
    await snakemake('in', 'packed', `options=${OPTIONS}`, 'pictures=true');
    const archive = readFileSync(place.path(join('packed', `${GAPPED}.pmklc`)));
    expect(archive).toEqual(await onOneMachine());
    const pictures = readdirSync(place.path('packed/pictures'));
    expect(pictures).toEqual([SMALL, GAPPED].map((name) => `${name}.pmklc.html`).sort());

    const [header, ...lines] = readFileSync(place.path('packed/summary.tsv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(header.slice(0, 4)).toEqual(['file', 'bytes', 'bytes_made', 'jobs']);
    // Three jobs, of which two leave a snapshot first, and what splits and joins them.
    const sizes = lines.find(([name]) => name === `${GAPPED}.pmklc`).slice(1, 4);
    expect(sizes).toEqual(['3177924', String(archive.length), '7']);

    mkdirSync(place.path('archives'));
    for (const name of [SMALL, GAPPED]) {
      const made = join('packed', `${name}.pmklc`);
      renameSync(place.path(made), place.path(join('archives', `${name}.pmklc`)));
    }
    await snakemake('archives', 'back', 'divide_from=10000');
    for (const name of [SMALL, GAPPED]) {
      const original = readFileSync(place.path(join('in', name)));
      expect(readFileSync(place.path(join('back', name))).equals(original)).toBe(true);
    }
  });

  test('makes the same of jobs that are killed the first time', async () => {
    const [bin, real] = [place.path('bin/pmklc'), place.path('bin/pmklc-real')];
    renameSync(bin, real);
    // Jobs get so far that they have read their file.
    const lines = [
      '#!/bin/bash',
      'mark="$(echo "$*" | tr -c "[:alnum:]\\n" _).killed"',
      'if [ "$1" != job ] || [ -e "$mark" ]; then exec pmklc-real "$@"; fi',
      'touch "$mark"',
      'pmklc-real "$@" & sleep 0.4; kill -9 $!; wait $!',
    ];
    writeFileSync(bin, `${lines.join('\n')}\n`);
    chmodSync(bin, 0o755);
    await snakemake('in', 'packed', `options=${OPTIONS}`);
    const archive = readFileSync(place.path(join('packed', `${GAPPED}.pmklc`)));
    expect(archive).toEqual(await onOneMachine());
    const killed = readdirSync(place.folder).filter((name) => name.endsWith('.killed'));
    expect(killed).toHaveLength(5);
  });

  test('ends with an error where an archive is damaged, and makes nothing of it', async () => {
    const damaged = join('in', 'damaged.fa.pmklc');
    const bytes = await onOneMachine();
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(place.path(damaged), bytes);
    await expect(snakemake(damaged, 'back')).rejects.toThrow(/pmklc: .*damaged/);
    expect(readdirSync(place.path('back'))).not.toContain('damaged.fa');
  });
});
