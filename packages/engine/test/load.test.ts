import { readFileSync } from 'node:fs';
import { engine, loadEngine } from '@pmklc/engine';
import { configForLevel } from '@pmklc/models';
import { randomBases } from '@pmklc/testing';
import { expect, test } from 'vitest';

test('what is no WebAssembly is refused, and the file that is handed in is used', async () => {
  await expect(loadEngine(new Uint8Array(8))).rejects.toThrow('magic');
  await loadEngine(new Uint8Array(readFileSync(new URL('../dist/engine.wasm', import.meta.url))));
  const bases = randomBases(1000);
  const config = configForLevel(1, bases.length);
  expect(engine.decode(config, engine.encode(config, bases), bases.length)).toEqual(bases);
});
