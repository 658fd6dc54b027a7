import { createWasmEncoder } from '@pmklc/gske';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testContract } from './contract.ts';

testContract(() => createWasmEncoder());

test('the module may be brought by the caller', async () => {
  const wasm = new Uint8Array(readFileSync(new URL('../dist/gske.wasm', import.meta.url)));
  const encoder = await createWasmEncoder({ wasm });
  const { tokens, backend } = encoder.encodeSync(Buffer.from('TTT'), { s: 3, k: 3 });
  expect([backend, ...tokens]).toEqual(['wasm', 63]);
});
