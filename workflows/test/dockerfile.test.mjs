import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { WORKFLOWS } from './workplace.mjs';

const read = (name) => readFileSync(join(WORKFLOWS, '..', name), 'utf8');
const source = read('Dockerfile');
const file = DockerfileParser.parse(source);

test('the Dockerfile has no mistakes that a linter knows', () => {
  expect(validate(source)).toEqual([]);
});

test('its images are slim ones of a Node that the command runs on', () => {
  const [, oldest] = /(\d+)/.exec(JSON.parse(read('packages/cli/package.json')).engines.node);
  const images = file.getFROMs().map((from) => from.getImage());
  expect(images).toHaveLength(2);
  for (const image of images) {
    const [, major] = /^node:(\d+)-\w+-slim$/.exec(image);
    expect(Number(major)).toBeGreaterThan(Number(oldest) - 1);
  }
});

test('what is copied from a stage is copied from one before', () => {
  const stages = file.getFROMs().map((from) => from.getBuildStage());
  const copied = file.getCOPYs().flatMap((copy) => copy.getFromFlag()?.getValue() ?? []);
  expect(copied).toEqual(['build']);
  expect(stages[0]).toBe('build');
});

test('the command runs as no root, in a shell of whoever starts it', () => {
  const words = file.getInstructions().map((instruction) => instruction.getKeyword());
  expect(words).not.toContain('ENTRYPOINT');
  const users = file.getInstructions().filter((one) => one.getKeyword() === 'USER');
  expect(users.map((user) => user.getArgumentsContent())).toEqual(['node']);
});

test('what is installed or built here stays out of the image', () => {
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.git', '**/node_modules', '**/dist']));
});
