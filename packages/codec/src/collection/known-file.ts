/**
 * A member to be packed, and what its first bytes tell of it.
 */
import type { MemberClass } from './member-class.ts';
import type { MemberInput } from './member.ts';

/** A member, and its class. */
export interface KnownFile {
  readonly input: MemberInput;
  readonly name: MemberClass;
}

/** The bytes `start..end - 1` of a member. */
export async function* chunksOf(
  input: MemberInput,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  if (start < end) yield* input.read(start, end);
}
