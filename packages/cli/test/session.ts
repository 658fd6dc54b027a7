/**
 * Reads and runs the sessions in `scripts/`: what a user types, and what must come of it.
 *
 *     # a remark
 *     $ a command, run by sh in a folder of its own that lasts for the session
 *     a line of standard output
 *     ! a line of standard error
 *     [1]                                  the exit code, when it is not 0
 *
 * `<any>` in a line stands for anything. The built command is on the PATH as `pmklc`.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Ends a command that hangs; the slowest took less than a tenth of it on a loaded machine. */
const HANG_MS = 600_000;

/** The built command. */
export const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));
const TESTDATA = fileURLToPath(new URL('../../../testdata/', import.meta.url));

/** One command and all that is expected of it. */
export interface Step {
  readonly line: number;
  readonly command: string;
  /** Expected lines. */
  readonly stdout: string[];
  readonly stderr: string[];
  exit: number;
}

/** What a command did. */
export interface Outcome {
  readonly stdout: string[];
  readonly stderr: string[];
  readonly exit: number | null;
}

export function parseSession(text: string): Step[] {
  const steps: Step[] = [];
  text.split('\n').forEach((content, i) => {
    const last = steps.at(-1);
    if (content.startsWith('#')) return;
    if (content.startsWith('$ ')) {
      steps.push({ line: i + 1, command: content.slice(2), stdout: [], stderr: [], exit: 0 });
    } else if (/^\[\d+\]$/.test(content)) last!.exit = Number(content.slice(1, -1));
    else if (content.startsWith('! ')) last!.stderr.push(content.slice(2));
    else if (content !== '') last!.stdout.push(content);
  });
  return steps;
}

/** A folder with the command on its PATH, a small genome and the fixtures. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'pmklc-cli-'));
  readonly #bin = mkdtempSync(join(tmpdir(), 'pmklc-bin-'));

  constructor() {
    const shim = `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`;
    writeFileSync(join(this.#bin, 'pmklc'), shim, { mode: 0o755 });
    mkdirSync(join(this.folder, 'folder'));
    cpSync(join(TESTDATA, 'bundibugyo_ebola.fa'), join(this.folder, 'ebola.fa'));
    cpSync(FIXTURES, join(this.folder, 'fixtures'), { recursive: true });
  }

  get env(): NodeJS.ProcessEnv {
    const PATH = `${this.#bin}${delimiter}${process.env['PATH']}`;
    return { ...process.env, PATH, NODE_OPTIONS: '', LC_ALL: 'C' };
  }

  /** Does not hold up other sessions meanwhile. */
  async run(command: string): Promise<Outcome> {
    const options = { cwd: this.folder, env: this.env, timeout: HANG_MS };
    return new Promise((resolve) => {
      const child = execFile('sh', ['-c', command], options, (_error, stdout, stderr) => {
        resolve({ stdout: toLines(stdout), stderr: toLines(stderr), exit: child.exitCode });
      });
      child.stdin?.end();
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.#bin, { recursive: true, force: true });
  }
}

/** The expected lines, with `<any>` replaced by what is there, so that a comparison shows the rest. */
export function fillIn(expected: readonly string[], actual: readonly string[]): string[] {
  return expected.map((line, i) => {
    const pattern = line.split('<any>').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const found = actual[i];
    return found !== undefined && new RegExp(`^${pattern.join('.*')}$`, 'u').test(found)
      ? found
      : line;
  });
}

function toLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
