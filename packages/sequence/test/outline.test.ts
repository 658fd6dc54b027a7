import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf, splitBytes } from '@pmklc/sequence';
import { bytesOf, fastqText, nastyText } from '@pmklc/testing';
import { FORMATS } from './support.ts';

function outlined(text: string) {
  const outline = outlineOf(splitBytes(bytesOf(text)));
  const records = [...outline.records()].map(({ title, residues }) => {
    return [title && new TextDecoder().decode(title), residues];
  });
  return { ...outline, records, runs: [...outline.runs()] };
}

test('records of FASTA have their titles and residues, runs their places', () => {
  const { residues, runs, records } = outlined('AC\n>one x\nACGT\nACNNNNGT\n>two\n>three\nacgtR\n');
  expect(records).toEqual([
    [undefined, 2],
    ['one x', 12],
    ['two', 0],
    ['three', 5],
  ]);
  expect(residues).toBe(19);
  expect(runs).toEqual([
    { gap: 8, residues: 4, bases: 0 },
    { gap: 6, residues: 1, bases: 1 },
  ]);
});

test('N that copies stand for are residues, and bases too', () => {
  const unit = 'ACGTTGCATTAGCCATTACGGATCTTACGA'.repeat(40);
  const { runs, residues } = outlined(`>x\n${unit}${unit.slice(0, 500)}NNN${unit.slice(503)}\n`);
  expect(runs).toEqual([{ gap: 1700, residues: 3, bases: 3 }]);
  expect(residues).toBe(2400);
});

test('records of FASTQ have as many residues as qualities', () => {
  const { records, residues } = outlined('@r1 a\nACGT\n+\nIIII\n@r2\nAC\n+\nII\n');
  expect(records).toEqual([
    ['r1 a', 4],
    ['r2', 2],
  ]);
  expect(residues).toBe(6);
});

test('other files have neither', () => {
  const outline = outlineOf(splitBytes(bytesOf('hello\n'), { format: 'raw' }));
  expect(outline.residues).toBe(0);
  expect([...outline.records(), ...outline.runs()]).toEqual([]);
});

test('records and runs add up to the residues and bases of any block', () => {
  const text = fc.oneof(nastyText, fastqText);
  fc.assert(
    fc.property(text, fc.constantFrom(undefined, ...FORMATS), (bytes, format) => {
      const block = splitBytes(bytes, { format });
      const { residues, runs, records } = outlineOf(block);
      const sum = [...records()].reduce((all, record) => all + record.residues, 0);
      expect(sum).toBe(residues);
      const others = [...runs()].reduce((all, run) => all + run.residues - run.bases, 0);
      expect(residues - others).toBe(block.bases.length);
    }),
    { numRuns: 1000 },
  );
});
