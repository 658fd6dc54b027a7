/**
 * `npm run coverage`: how much of the packages that read and write archives their own suites run.
 * Fails below 90 % of the branches of any of them.
 *
 * The suite of `cli` starts the built command in processes of their own, which only c8 sees; it
 * finds the sources by the source maps of the build.
 */
import { build, ensureInstalled, run, tool } from './workspace.mjs';

const LEAST_BRANCHES = 90;
const REPORTS = 'coverage';

function coverOwnProcess(name) {
  const settings = {
    enabled: true,
    provider: 'v8',
    include: `packages/${name}/src/**`,
    exclude: '**/generated/**',
    reporter: 'text',
    reportOnFailure: true,
    reportsDirectory: `${REPORTS}/${name}`,
    'thresholds.branches': LEAST_BRANCHES,
  };
  const options = Object.entries(settings).map(([key, value]) => `--coverage.${key}=${value}`);
  return run(tool('vitest'), ['run', '--project', name, '--reporter=dot', ...options]);
}

function coverProcesses(name) {
  return run(
    tool('c8'),
    [
      ...['--temp-directory', `${REPORTS}/${name}/tmp`, '--reports-dir', `${REPORTS}/${name}`],
      ...['--include', `packages/${name}/src/**`, '--exclude-after-remap', '--reporter', 'text'],
      ...['--check-coverage', '--branches', LEAST_BRANCHES, '--lines', 0, '--functions', 0],
      ...['--statements', 0, process.execPath, tool('vitest')],
      ...['run', '--project', name, '--reporter=dot'],
    ].map(String),
  );
}

ensureInstalled();
build();
const failed = [...['sequence', 'container', 'codec'].map(coverOwnProcess), coverProcesses('cli')];
process.exitCode = failed.some((status) => status !== 0) ? 1 : 0;
