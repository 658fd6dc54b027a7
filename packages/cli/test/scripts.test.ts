import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { fillIn, parseSession, Workplace } from './session.ts';

const SCRIPTS = new URL('./scripts/', import.meta.url);
/** Starting the command 330 times takes most of the time: sessions run side by side. */
const TIMEOUT = 240_000;

test.concurrent.for(readdirSync(SCRIPTS))('%s', { timeout: TIMEOUT }, async (name, { expect }) => {
  const workplace = new Workplace();
  try {
    for (const step of parseSession(readFileSync(new URL(name, SCRIPTS), 'utf8'))) {
      const outcome = await workplace.run(step.command);
      const expected = {
        stdout: fillIn(step.stdout, outcome.stdout),
        stderr: fillIn(step.stderr, outcome.stderr),
        exit: step.exit,
      };
      // Soft: what comes after a step that failed is shown too.
      expect.soft(outcome, `${name}:${step.line}: ${step.command}`).toEqual(expected);
    }
  } finally {
    workplace.remove();
  }
});
