/**
 * What an installed `pmklc` loads besides the code of packing: workers, pages, packs and modules of users. Each is found by a path
 * that only holds where the command is installed.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace.mjs';

const GENOME = join(ROOT, 'testdata', 'cacao_chloroplast.fa');
const FIXTURES = join(ROOT, 'packages', 'cli', 'test', 'fixtures');

/**
 * @param pmklc runs the command in a folder and gives its standard output; throws when it fails
 * @param folder where files may be written
 * @throws Error that names what does not work
 */
export function checkCommands(pmklc, folder) {
  const at = (name) => join(folder, name);
  for (const name of ['meeting.mjs', 'sticky.mjs']) copyFileSync(join(FIXTURES, name), at(name));
  copyFileSync(GENOME, at('genome.fa'));
  const original = readFileSync(GENOME);
  const checks = {
    // It ends only when two workers have the predictor at once.
    'two workers and a predictor'() {
      const predictor = ['--predictor', 'meeting.mjs', '--predictor-alone'];
      const partitions = ['--partition', '64K', '--smp', 'off', '--no-verify'];
      pmklc(['-1', '-T2', ...partitions, ...predictor, '-o', 'own.pmklc', 'genome.fa']);
      return pmklc(['-dc', '-T2', ...predictor, 'own.pmklc']).equals(original);
    },
    'a pack of its own'() {
      pmklc(['train', '--public', '-q', '--levels', 'none', '-o', 'own.pmk', 'genome.fa']);
      const archive = ['-o', 'known.pmklc', '--knowledge', 'own.pmk', 'genome.fa'];
      pmklc(['-1', '--select', 'spum', ...archive]);
      return pmklc(['-l', '--json', 'known.pmklc', '--knowledge', 'own.pmk']).includes('own');
    },
    'a page'() {
      pmklc(['inspect', 'known.pmklc', '--knowledge', 'own.pmk', '-o', 'page.html']);
      return readFileSync(at('page.html'), 'utf8').startsWith('<!doctype html>');
    },
    'part of an archive': () => pmklc(['view', '--list-records', 'own.pmklc']).length > 0,
    'the devices': () => pmklc(['devices']).includes('cpu'),
    'the manual page': () => pmklc(['--man']).includes('.TH PMKLC'),
    'the licences of others': () => readLicences(folder).includes('# commander '),
  };
  for (const [what, isFine] of Object.entries(checks)) {
    if (!isFine()) throw new Error(`${what}: not as it should be`);
  }
  return Object.keys(checks);
}

function readLicences(folder) {
  const cli = join(folder, 'node_modules', '@pmklc', 'cli');
  return readFileSync(join(cli, 'dist', 'LICENSES.txt'), 'utf8');
}
