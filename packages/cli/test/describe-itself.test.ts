/** What is made from the options: nothing is left out, and the manual page in the package is this one. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { allOptions } from '../src/flags/describe-options.ts';
import { describeItself } from '../src/commands/describe/describe-itself.ts';
import type { Shell } from '../src/flags/main-parser.ts';
import { createMainParser, SHELLS } from '../src/flags/main-parser.ts';
import { parseWith } from '../src/flags/parse-with.ts';
import { SUBCOMMANDS } from '../src/commands/subcommands.ts';

const COMMANDS = await Promise.all(SUBCOMMANDS.map(({ load }) => load()));
const PARSERS = [createMainParser(SUBCOMMANDS), ...COMMANDS.map((c) => c.createParser())];
const NAMES = PARSERS.flatMap(allOptions).flatMap(({ short, long }) => [short, long] as const);

async function printed(shell?: Shell): Promise<string> {
  return describeItself(createMainParser(SUBCOMMANDS), shell);
}

/** What bash completes the last of the words to. */
async function completed(...words: string[]): Promise<string[]> {
  const script = `${await printed('bash')}
COMP_WORDS=(pmklc "$@"); COMP_CWORD=$#; _pmklc; echo "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  return stdout.trim().split(' ');
}

// After a change of options: npx vitest run --project cli describe-itself -u
test('the manual page is made from the options of now', async () => {
  await expect(await printed()).toMatchFileSnapshot('../man/pmklc.1');
});

test('the manual page has every option and every command', async () => {
  const page = (await printed()).replaceAll('\\-', '-');
  for (const name of NAMES) if (name !== undefined) expect(page).toContain(name);
  for (const { name } of SUBCOMMANDS) expect(page).toContain(`.SH PMKLC ${name.toUpperCase()}\n`);
});

test('help shows examples first, then options in groups, of every command', () => {
  for (const parser of PARSERS) {
    const help = parseWith(parser, ['--help'])!.print;
    expect(help).toMatch(/^Examples:\n/);
    for (const { long } of allOptions(parser)) if (long) expect(help).toContain(long);
  }
});

test.each(SHELLS)('%s completes every option and every command', async (shell) => {
  const script = await printed(shell);
  for (const name of NAMES) {
    const bare = shell === 'fish' ? name?.replace(/^-+/, '') : name;
    if (bare !== undefined) expect(script).toContain(bare);
  }
  for (const { name } of SUBCOMMANDS) expect(script).toContain(name);
});

test.each([
  [
    ['--format', 'fast'],
    ['fasta', 'fastq'],
  ],
  [['--gun'], ['--gunzip']],
  [['vi'], ['view']],
  [['view', '--list'], ['--list-records']],
  [['x.fa', 'vi'], ['']],
])('bash completes %s to %s', async (words, expected) => {
  expect(await completed(...words)).toEqual(expected);
});
