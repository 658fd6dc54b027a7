import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isMissing, WORKFLOWS, Workplace } from './workplace.mjs';

const GENOME = 'bundibugyo_ebola.fa';

describe.skipIf(isMissing('cwltool'))('CWL tool descriptions', () => {
  let place;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => place.remove());

  const tool = (name) => join(WORKFLOWS, 'cwl', `${name}.cwl`);
  const cwltool = (name, ...inputs) =>
    place.run('cwltool', ['--no-container', '--quiet', '--outdir', 'out', tool(name), ...inputs]);
  const output = (name) => readFileSync(join(place.folder, 'out', name));

  test.for(['compress', 'decompress', 'view'])('%s is valid', async (name) => {
    await place.succeed('cwltool', ['--validate', '--strict', tool(name)]);
  });

  test('what compress packs is what the command packs, and decompress gives it back', async () => {
    const original = place.copy(GENOME);
    const options = ['--level', '1', '--select', 'none'];
    const packed = await cwltool('compress', ...options, '--sequence', original);
    expect(packed).toMatchObject({ status: 0 });
    await place.succeed('pmklc', ['-1', '--select', 'none', '-T1', original]);
    const archive = place.path(`${GENOME}.pmklc`);
    expect(output(`${GENOME}.pmklc`)).toEqual(readFileSync(archive));

    const unpacked = await cwltool('decompress', '--archive', archive);
    expect(unpacked).toMatchObject({ status: 0 });
    expect(output(GENOME)).toEqual(readFileSync(original));
  });

  test('view gives regions', async () => {
    await place.succeed('pmklc', ['-1', '--select', 'none', place.copy(GENOME)]);
    const archive = place.path(`${GENOME}.pmklc`);
    const regions = ['NC_014373.1:1-100', 'NC_014373.1:5001-5010'];
    const inputs = regions.flatMap((region) => ['--regions', region]);
    const viewed = await cwltool('view', '--archive', archive, ...inputs);
    expect(viewed).toMatchObject({ status: 0 });
    const expected = await place.succeed('pmklc', ['view', archive, ...regions]);
    expect(output('regions.fa').toString()).toBe(expected);
  });

  test('a file that is no archive fails the step, and gives no output', async () => {
    const { status, stderr } = await cwltool('decompress', '--archive', place.copy(GENOME));
    expect(status).not.toBe(0);
    expect(stderr).toContain('pmklc: ');
    expect(existsSync(place.path('out/bundibugyo_ebola'))).toBe(false);
  });
});
