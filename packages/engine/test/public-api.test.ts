import * as engine from '@pmklc/engine';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(engine).sort()).toEqual([
    'ThreadError',
    'createEngine',
    'engine',
    'loadEngine',
  ]);
});
