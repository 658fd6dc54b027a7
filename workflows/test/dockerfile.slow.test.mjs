import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { DockerfileParser } from 'dockerfile-ast';
import { expect, onTestFinished, test } from 'vitest';
import { WORKFLOWS, Workplace } from './workplace.mjs';

const ROOT = join(WORKFLOWS, '..');
const VERSION = /^pmklc \d+\.\d+\.\d+\n$/;
/** What .dockerignore names, too. */
const IGNORED = new Set(['.git', '.nx', 'node_modules', 'dist', 'out-tsc', 'coverage']);

const hasDocker = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;

test.runIf(hasDocker)('Docker builds the image, and the command runs in it', async () => {
  const place = new Workplace();
  onTestFinished(() => place.remove());
  await place.succeed('docker', ['build', '--quiet', '--tag', 'pmklc-test', ROOT]);
  const args = ['run', '--rm', 'pmklc-test', 'pmklc', '--version'];
  expect(await place.succeed('docker', args)).toMatch(VERSION);
});

/** Where a path of the image is. */
const inside = (text, root) => text.replaceAll(/(?<=^|\s)\/(?=\w)/g, `${root}/`);

function copySources(target) {
  const filter = (path) => !IGNORED.has(basename(path)) && !path.endsWith('.tsbuildinfo');
  cpSync(ROOT, target, { recursive: true, filter });
}

test('what the Dockerfile runs works without Docker, in a folder', async () => {
  const place = new Workplace();
  onTestFinished(() => place.remove());
  const root = place.path('image');
  let folder = root;
  const steps = {
    WORKDIR: (path) => {
      folder = inside(path, root);
      mkdirSync(folder, { recursive: true });
    },
    COPY: (paths) => {
      if (paths === '. .') return copySources(folder);
      const [from, to] = inside(paths, root).split(' ');
      cpSync(from, to, { recursive: true });
    },
    RUN: async (command) => {
      // Debian's packages are of the image, not of the machine that tests.
      if (command.startsWith('apt-get')) return;
      await place.succeed('sh', ['-ec', inside(command, root)], { cwd: folder });
    },
  };
  const file = DockerfileParser.parse(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
  for (const instruction of file.getInstructions()) {
    await steps[instruction.getKeyword()]?.(instruction.getArgumentsContent());
  }
  const command = join(root, 'opt/pmklc/node_modules/.bin/pmklc');
  expect(await place.succeed(command, ['--version'])).toMatch(VERSION);
});
