/**
 * Two files of mates as one input.
 */
import { gunzipped } from '../files/gzip-input.ts';
import { type Input, openInput } from '../files/input.ts';
import { interleave } from './interleave.ts';

/**
 * @param names of the files
 * @param isUnzipped whether what is in gzip files is read, and not these
 * @throws as `openInput`
 */
export async function openMates(
  names: readonly [string, string],
  isUnzipped: boolean,
): Promise<Input> {
  const [first, second] = [await openInput(names[0]), await openInput(names[1])];
  const fileOf = (input: Input) => ({
    name: input.name,
    bytes: isUnzipped ? gunzipped(input.read()) : input.read(),
  });
  const isKnown = first.size !== undefined && second.size !== undefined && !isUnzipped;
  return {
    name: names.join(' and '),
    size: isKnown ? first.size + second.size : undefined,
    special: first.special ?? second.special,
    attributes: undefined,
    identity: undefined,
    parts: [first, second],
    read: () => interleave(fileOf(first), fileOf(second)),
  };
}
