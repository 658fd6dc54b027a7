/**
 * `npm test`: installs when needed, builds, runs every package's suite in one vitest process,
 * and closes with the totals as one plain line. Plain Node: it runs before anything is installed.
 *
 *   node tools/test.mjs [--slow] [vitest arguments]
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, ensureInstalled, ROOT, run, tool } from './workspace.mjs';

const slow = process.argv.includes('--slow');
const rest = process.argv.slice(2).filter((arg) => arg !== '--slow');
const report = join(ROOT, 'node_modules', '.cache', `vitest-report-${process.pid}.json`);

function totals() {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A suite that cannot even be loaded has no tests: it counts as one failure.
  const broken = testResults.filter((s) => s.status === 'failed' && !s.assertionResults.length);
  const failed = numFailedTests + broken.length;
  const skipped = numPendingTests + numTodoTests;
  return { failed, line: `${numPassedTests} passed, ${failed} failed, ${skipped} skipped` };
}

ensureInstalled();
build();
const status = run(
  tool('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...rest],
  { PMKLC_SLOW: slow ? '1' : '0' },
);
try {
  const { failed, line } = totals();
  console.log(line);
  process.exitCode = status !== 0 || failed > 0 ? 1 : 0;
} catch (error) {
  console.error(`test: vitest left no report (${error.message})`);
  process.exitCode = 1;
} finally {
  rmSync(report, { force: true });
}
