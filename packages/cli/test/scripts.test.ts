import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { fillIn, parseSession, Workplace } from './session.ts';

const SCRIPTS = new URL('./scripts/', import.meta.url);

describe.each(readdirSync(SCRIPTS))('%s', (name) => {
  const workplace = new Workplace();
  afterAll(() => workplace.remove());

  for (const step of parseSession(readFileSync(new URL(name, SCRIPTS), 'utf8'))) {
    test(`line ${step.line}: ${step.command}`, () => {
      const outcome = workplace.run(step.command);
      expect(outcome).toEqual({
        stdout: fillIn(step.stdout, outcome.stdout),
        stderr: fillIn(step.stderr, outcome.stderr),
        exit: step.exit,
      });
    });
  }
});
