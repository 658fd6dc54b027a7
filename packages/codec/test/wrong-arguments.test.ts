import {
  compress,
  compressStream,
  decodePartition,
  decompress,
  encodePartition,
  inspectArchive,
  openArchive,
  referenceCoder,
  salvageStream,
} from '@pmklc/codec';
import { configForLevel } from '@pmklc/models';
import { expect, test } from 'vitest';
import { NO_BYTES } from '@pmklc/testing';

const CALLS: Record<string, (wrong: never) => unknown> = {
  compress: (wrong) => compress(wrong),
  compressStream: (wrong) => compressStream(wrong).next(),
  decompress: (wrong) => decompress(wrong),
  openArchive: (wrong) => openArchive(wrong),
  salvageStream: (wrong) => salvageStream(wrong).next(),
  inspectArchive: (wrong) => inspectArchive(wrong),
  encodePartition: (wrong) => encodePartition(wrong, { level: 1 }),
  decodePartition: (wrong) => decodePartition(wrong),
  'referenceCoder.encode': (wrong) => referenceCoder.encode(configForLevel(1, 4), wrong),
  'referenceCoder.decode': (wrong) => referenceCoder.decode(configForLevel(1, 4), wrong, 4),
};

test.each(Object.keys(CALLS))('%s says what it takes instead of what it got', async (name) => {
  for (const wrong of NO_BYTES) {
    const call = async () => CALLS[name]!(wrong as never);
    await expect(call()).rejects.toThrow(/ must be an? .+, got /);
    await expect(call()).rejects.toThrow(TypeError);
  }
});

const DNA = Buffer.from('ACGT'.repeat(100));

test('text is told from bytes by name', async () => {
  const taken = 'a Uint8Array, or an iterable or async iterable of them';
  await expect(compress('text' as never)).rejects.toThrow(`input must be ${taken}, got a string`);
});

// [option, a wrong value, what the message says of it]
const WRONG_OPTIONS: [string, unknown, string][] = [
  ['signal', {}, 'signal must be an AbortSignal, got an object'],
  ['on', { progress: 'text' }, 'on.progress must be a function, got a string'],
  ['on', { progess: () => {} }, 'there is no option on.progess'],
  ['runner', { encode() {} }, 'runner.decode must be a function, got null'],
  ['semaphore', 3, 'semaphore must be an object, got a number'],
  ['predictor', { id: 'x', hash: '00' }, 'predictor.create must be a function, got null'],
  [
    'knowledge',
    { packs: new Uint8Array(3) },
    'knowledge.packs must be an Array of Uint8Arrays, got a Uint8Array',
  ],
  ['knowledge', { packs: ['one.pmk'] }, 'a knowledge pack must be a Uint8Array, got a string'],
  ['engine', {}, 'engine.create must be a function, got null'],
  ['memoryLimit', 3, 'there is no option memoryLimit'],
];

test.each(WRONG_OPTIONS)('option %s: %j is refused by name', async (option, value, message) => {
  const options = { [option]: value } as never;
  for (const call of [compress, decompress, openArchive]) {
    await expect(call(DNA, options)).rejects.toThrow(new TypeError(message));
  }
});

test('a model that is none is refused by name', async () => {
  const message = 'a model configuration must be an object, got null';
  await expect(compress(DNA, { model: null as never })).rejects.toThrow(new TypeError(message));
});
