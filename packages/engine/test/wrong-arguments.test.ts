import { configForLevel } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { expect, test } from 'vitest';

// Callers without types: whatever is no argument is named, with what would be one.
const NO_BYTES = ['text', 42, null, undefined, {}, new ArrayBuffer(4), [1, 2], new Uint16Array(2)];

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
