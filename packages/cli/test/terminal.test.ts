import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { Workplace } from './session.ts';

/** util-linux's `script` runs a command on a terminal of its own. */
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
const onTerminal = (command: string) => `script -qec '${command}' /dev/null < /dev/null`;

describe.skipIf(!hasScript)('on a terminal (skipped without the command "script")', () => {
  const workplace = new Workplace();
  afterAll(() => workplace.remove());

  test('an archive is not written to it', async () => {
    const { stdout, exit } = await workplace.run(onTerminal('pmklc -c ebola.fa'));
    expect(exit).toBe(2);
    expect(stdout.join('')).toContain('an archive is not for a terminal');
  });

  test('an archive is not read from it, nor anything else', async () => {
    const { stdout, exit } = await workplace.run(onTerminal('pmklc -o x.pmklc'));
    expect(exit).toBe(2);
    expect(stdout.join('')).toContain('standard input: it is a terminal');
  });

  test('a bar shows how far the work is', async () => {
    const { stdout } = await workplace.run(onTerminal('pmklc -1f ebola.fa'));
    expect(stdout.join('')).toContain('ebola.fa');
    expect(stdout.join('')).toContain('100%');
    expect(stdout.join('')).toContain('verifying ebola.fa');
    expect(stdout.join('')).toMatch(/19,308 -> .* bytes, .*verified/);
  });

  test('with how fast it is, and what bases took so far', async () => {
    const { stdout } = await workplace.run(onTerminal('pmklc -t ebola.fa.pmklc'));
    expect(stdout.join('')).toMatch(
      /\d+% of 0\.0 MiB, [\d.]+ MB\/s, \d\.\d{4} bits\/base, .* left/,
    );
  });

  test('-q shows none', async () => {
    expect((await workplace.run(onTerminal('pmklc -1fq ebola.fa'))).stdout).toEqual([]);
  });
});
