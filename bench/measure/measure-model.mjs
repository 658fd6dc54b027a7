/**
 * Codes the bases of a file with a model and says what that took.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { memoryBytes } from '@pmklc/models';
import { engine } from '@pmklc/engine';
import { splitBytes } from '@pmklc/sequence';

/** The first `limit` bases of a file, 0..3, one a byte. */
export function basesOf(path, limit = Infinity) {
  return splitBytes(readFileSync(path)).bases.subarray(0, limit);
}

const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Seconds are CPU seconds of this process; sizes are of the payload alone. */
export function measure(path, bases, config, { decode = false } = {}) {
  const start = process.cpuUsage();
  const payload = engine.encode(config, bases);
  const encodeSeconds = cpuSeconds(start);
  const result = {
    file: basename(path),
    bases: bases.length,
    bytes: payload.length,
    bitsPerBase: (8 * payload.length) / bases.length,
    encodeSeconds,
    memoryMib: Math.ceil(memoryBytes(config, bases.length) / 2 ** 20),
  };
  if (!decode) return result;
  const middle = process.cpuUsage();
  const back = engine.decode(config, payload, bases.length);
  if (Buffer.compare(back, bases) !== 0) throw new Error(`${path}: decoded bases differ`);
  return { ...result, decodeSeconds: cpuSeconds(middle) };
}
