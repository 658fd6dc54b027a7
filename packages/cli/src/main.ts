#!/usr/bin/env node
/**
 * The `pmklc` command. Scripts ask for its version alone, often, so that loads nothing else.
 */
import { readVersion } from './version.ts';

// The reader of a pipe may go away; the write that fails for it says so, too.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`pmklc ${readVersion()}\n`);
} else {
  await import('./run-process.ts');
}
