/**
 * `-d --salvage`: what is not damaged of an archive.
 */
import type { MissingRange, OpenOptions } from '@pmklc/codec';
import { salvageStream } from '@pmklc/codec';
import type { Command } from '../flags/command.ts';
import { openForRandomAccess } from '../files/input.ts';

/** @param missing is filled with what cannot be taken out */
export async function* salvagedChunks(
  { memoryLimitBytes, engine }: Command,
  name: string,
  { knowledge, predictor, runner, signal }: OpenOptions,
  missing: MissingRange[],
): AsyncGenerator<Uint8Array> {
  const handle = await openForRandomAccess(name);
  try {
    yield* salvageStream(handle, {
      on: { missing: (stretch) => void missing.push(stretch) },
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      ...(engine === undefined ? {} : { engine }),
      ...(knowledge === undefined ? {} : { knowledge }),
      ...(predictor === undefined ? {} : { predictor }),
      ...(runner === undefined ? {} : { runner }),
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    await handle.close();
  }
}
