import * as cli from '@pmklc/cli';
import { expect, test } from 'vitest';

test('the public names are these', () => {
  expect(Object.keys(cli)).toEqual(['runCli']);
});
