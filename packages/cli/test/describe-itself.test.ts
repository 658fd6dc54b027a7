/** What is made from the options: nothing is left out, and the manual page in the package is this one. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { SHELLS } from '../src/commands/completions.ts';
import { allOptions } from '../src/flags/describe-options.ts';
import { describeItself } from '../src/commands/describe-itself.ts';
import { createMainParser } from '../src/flags/main-parser.ts';
import { parseWith } from '../src/flags/parse-with.ts';
import { SUBCOMMANDS } from '../src/commands/subcommands.ts';

const PARSERS = [createMainParser(SUBCOMMANDS), ...SUBCOMMANDS.map((c) => c.createParser())];
const NAMES = PARSERS.flatMap(allOptions).flatMap(({ short, long }) => [short, long] as const);

function printed(...args: string[]): string {
  const parser = createMainParser(SUBCOMMANDS);
  parseWith(parser, args);
  return describeItself(parser)!.print;
}

/** What bash completes the last of the words to. */
function completed(...words: string[]): string[] {
  const script = `${printed('--completion', 'bash')}
COMP_WORDS=(pmklc "$@"); COMP_CWORD=$#; _pmklc; echo "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  return stdout.trim().split(' ');
}

// After a change of options: npx vitest run --project cli describe-itself -u
test('the manual page is made from the options of now', async () => {
  await expect(printed('--man')).toMatchFileSnapshot('../man/pmklc.1');
});

test('the manual page has every option and every command', () => {
  const page = printed('--man').replaceAll('\\-', '-');
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

test.each(SHELLS)('%s completes every option and every command', (shell) => {
  const script = printed('--completion', shell);
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
])('bash completes %s to %s', (words, expected) => {
  expect(completed(...words)).toEqual(expected);
});
