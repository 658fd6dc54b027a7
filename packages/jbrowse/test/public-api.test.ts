import * as jbrowse from '@pmklc/jbrowse';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(jbrowse).sort()).toEqual(['PmklcPlugin', 'SequenceArchive', 'default']);
  expect(jbrowse.default).toBe(jbrowse.PmklcPlugin);
});
