import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CONFIG = configForLevel(1, 4);

const CALLS: Record<string, (wrong: never) => unknown> = {
  encode: (wrong) => engine.encode(CONFIG, wrong),
  decode: (wrong) => engine.decode(CONFIG, wrong, 4),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', (name) => {
  for (const wrong of NO_BYTES) {
    const call = () => CALLS[name]!(wrong as never);
    expect(call).toThrow(/ must be an? .+, got /);
    expect(call).toThrow(TypeError);
  }
});
