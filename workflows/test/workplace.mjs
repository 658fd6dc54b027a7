/**
 * Folders for tests of workflows, with the built command on the PATH as `pmklc`.
 */
import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the workflows, with a slash at its end. */
export const WORKFLOWS = fileURLToPath(new URL('../', import.meta.url));

const MAIN = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));
const TESTDATA = fileURLToPath(new URL('../../testdata/', import.meta.url));

/**
 * Whether the tests of an engine are to be skipped, since it is not installed. In CI that counts as a failure:
 * there it would be skipped for ever.
 */
export function isMissing(engine) {
  const isThere = spawnSync(engine, ['--version'], { stdio: 'ignore' }).status === 0;
  return !isThere && process.env.CI !== 'true';
}

/** Name of a file that can be divided, and yet takes little time. */
export const GAPPED = 'gapped.fa';

/** Writes three viruses, each before a gap: 3 MB, of which 57,000 are bases. */
export function writeGapped(path) {
  const virus = readFileSync(join(TESTDATA, 'bundibugyo_ebola.fa'), 'latin1');
  const gap = 'NNNNNNNNNNNNNNN\n'.repeat(65_000);
  writeFileSync(path, (virus + gap).repeat(3), 'latin1');
}

/** A folder that lasts for a test. */
export class Workplace {
  folder = mkdtempSync(join(tmpdir(), 'pmklc-workflow-'));

  constructor() {
    const bin = this.path('bin');
    mkdirSync(bin);
    const command = join(bin, 'pmklc');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
    chmodSync(command, 0o755);
    this.env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  }

  path(name) {
    return join(this.folder, name);
  }

  /** Puts a file of testdata here; gives its path. */
  copy(name) {
    copyFileSync(join(TESTDATA, name), this.path(name));
    return this.path(name);
  }

  /** Runs a command here; gives its exit status and what it printed. */
  run(command, args, options = {}) {
    const settings = { cwd: this.folder, env: this.env, maxBuffer: 2 ** 26, ...options };
    return new Promise((resolve) => {
      execFile(command, args, settings, (error, stdout, stderr) => {
        const status = error === null ? 0 : (error.code ?? 1);
        resolve({ status, stdout, stderr });
      });
    });
  }

  /** As `run`, of a command that must succeed; gives what it printed. */
  async succeed(command, args, options) {
    const { status, stdout, stderr } = await this.run(command, args, options);
    if (status === 0) return stdout;
    throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stdout}${stderr}`);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
