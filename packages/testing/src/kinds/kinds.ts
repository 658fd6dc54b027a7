/**
 * Kinds of input that people have: small files of each, the same on every machine.
 */
import { bytesOf } from '../bytes.ts';
import { otherKinds } from './other-kinds.ts';
import { readKinds } from './read-kinds.ts';
import { sequenceKinds } from './sequence-kinds.ts';

/** All kinds, by name. */
export function kindsOfInput(): [string, Uint8Array][] {
  const kinds = [...sequenceKinds(), ...readKinds(), ...otherKinds()];
  return kinds.map(([name, text]) => [name, bytesOf(text)]);
}
