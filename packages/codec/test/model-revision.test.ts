import { PmklcError } from '@pmklc/core';
import { expect, test } from 'vitest';
import { readModel } from '../src/partition/model-plan.ts';

test('another revision of the models is a matter of versions', () => {
  const model = {
    level: 6,
    revision: 2,
    config: new Uint8Array(0),
    lanes: 1,
    knowledge: [],
    memoryBytes: 2 ** 30,
  };
  const error = (() => {
    try {
      return readModel(model as never, 1000);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(PmklcError);
  expect(error).toMatchObject({ code: 'unsupported-version' });
});
