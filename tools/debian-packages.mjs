/**
 * Files of Debian's packages, without installing them and without root.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIMIT_MS = 120_000;

function runs(command, args, cwd) {
  const options = { cwd, stdio: 'ignore', timeout: LIMIT_MS };
  return spawnSync(command, args, options).status === 0;
}

/** A package and what it depends on, as far as that is not installed here. */
export function missingPackages(name) {
  const args = ['--simulate', '--no-install-recommends', 'install', name];
  const options = { encoding: 'utf8', timeout: LIMIT_MS };
  const { stdout } = spawnSync('apt-get', args, options);
  return [...(stdout ?? '').matchAll(/^Inst (\S+)/gm)].map(([, found]) => found);
}

/** The lists of packages may be missing or old; updating them may need rights we lack. */
function download(names, folder) {
  const args = () => ['download', ...names()];
  if (names().length > 0 && runs('apt-get', args(), folder)) return true;
  return runs('apt-get', ['update'], folder) && runs('apt-get', args(), folder);
}

/**
 * Downloads and unpacks packages into a folder that lasts while `use` runs.
 * @param names gives the packages; asked again when the lists were renewed
 * @returns what went wrong, in words; otherwise undefined
 */
export function withPackages(names, use) {
  const folder = mkdtempSync(join(tmpdir(), 'pmklc-debian-'));
  try {
    if (!download(names, folder)) return `apt-get cannot download ${names().join(', ')}`;
    for (const archive of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
      if (!runs('dpkg', ['-x', archive, 'files'], folder)) return 'dpkg cannot unpack it';
    }
    use(join(folder, 'files'));
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
