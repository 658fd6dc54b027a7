import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMainParser } from '../src/flags/main-parser.ts';
import { parseWith } from '../src/flags/parse-with.ts';

test('every example in the README is one of those in the help', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const help = parseWith(createMainParser([{ name: 'view', summary: 'parts' }]), ['--help']);
  expect(help).toHaveProperty('print');
  const commands = [...readme.matchAll(/^(.*\S) +# (.*)$/gm)];
  expect(commands.length).toBeGreaterThan(5);
  for (const [, command, comment] of commands) {
    expect((help as { print: string }).print).toContain(command);
    expect((help as { print: string }).print).toContain(comment);
  }
});
