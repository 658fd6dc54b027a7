/**
 * Cuts the input of an archive into the bytes of its files.
 */
import { PmklcError } from '@pmklc/core';
import type { Member, PlacedMember } from './member.ts';
import { inOrderOfBytes, placeBytes } from './placement.ts';

/** Some bytes of a member. */
export interface MemberPiece {
  readonly member: Member;
  /** The next bytes of a file; none of a folder or link. */
  readonly bytes: Uint8Array;
  /** Whether they are the last: each member has one such piece. */
  readonly isEnd: boolean;
}

const NOTHING = new Uint8Array(0);

/** Takes the input in chunks, from front to back. */
class MemberCutter {
  readonly #members: readonly PlacedMember[];
  readonly #files: readonly PlacedMember[];
  #next = 0;
  #at = 0;

  constructor(members: readonly PlacedMember[]) {
    this.#members = members;
    this.#files = inOrderOfBytes(members).filter((file) => placeBytes(file) > 0);
  }

  /** Members that take nothing of the input, in the order of the table. */
  *withoutBytes(): Generator<MemberPiece> {
    for (const member of this.#members) {
      if (placeBytes(member) === 0) yield { member, bytes: NOTHING, isEnd: true };
    }
  }

  /**
   * @param chunk the next bytes of the input
   * @throws PmklcError `corrupt` when there are more than files take
   */
  *cut(chunk: Uint8Array): Generator<MemberPiece> {
    for (let from = 0; from < chunk.length;) {
      const member = this.#files[this.#next];
      if (member === undefined) throw wrongSize();
      const end = member.start + placeBytes(member);
      const taken = Math.min(chunk.length - from, end - this.#at);
      const own = Math.max(0, Math.min(taken, member.start + member.size - this.#at));
      this.#at += taken;
      const isEnd = this.#at === end;
      const bytes = chunk.subarray(from, from + own);
      from += taken;
      if (isEnd) this.#next++;
      if (own > 0 || isEnd) yield { member, bytes, isEnd };
    }
  }

  /** @throws PmklcError `corrupt` when files are not all there */
  finish(): void {
    if (this.#next < this.#files.length) throw wrongSize();
  }
}

function wrongSize(): PmklcError {
  return new PmklcError('corrupt', 'the members are not as long as the table says');
}

/** Members of one archive, whose input is `input`. */
export async function* piecesOf(
  members: readonly PlacedMember[],
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<MemberPiece> {
  const cutter = new MemberCutter(members);
  yield* cutter.withoutBytes();
  for await (const chunk of input) yield* cutter.cut(chunk);
  cutter.finish();
}
