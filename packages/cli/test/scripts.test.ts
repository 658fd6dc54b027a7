import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { fillIn, parseSession, Workplace } from './session.ts';

const SCRIPTS = new URL('./scripts/', import.meta.url);
/**
 * Ends a session that hangs: ten times what the slowest took on a loaded machine. Starting the command 400
 * times takes most of the time: sessions run side by side.
 */
const HANG_MS = 3_600_000;

test.concurrent.for(readdirSync(SCRIPTS))('%s', { timeout: HANG_MS }, async (name, { expect }) => {
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
