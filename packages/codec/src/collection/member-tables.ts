/**
 * Tables of the archives of a file, which together are one collection, or none.
 */
import { PmklcError } from '@pmklc/core';
import type { PlacedMember } from './member.ts';
import { corruptMember, MemberNames } from './member-names.ts';
import { decodeTable } from './member-table.ts';

/** Takes the archives in their order. */
export class MemberTables {
  readonly #names = new MemberNames();
  #isCollection: boolean | undefined;

  /**
   * Members of the next archive; undefined when it is no collection.
   * @param record of its members, if it has one
   * @throws PmklcError `corrupt` when it is no table, or does not go with the archives before
   */
  next(record: Uint8Array | undefined): PlacedMember[] | undefined {
    const isCollection = record !== undefined;
    if (isCollection !== (this.#isCollection ?? isCollection)) {
      throw new PmklcError('corrupt', 'some of the archives hold files by name, and others do not');
    }
    this.#isCollection = isCollection;
    if (record === undefined) return undefined;
    const members = decodeTable(record);
    const fault = this.#names.add(members);
    if (fault !== undefined) throw corruptMember(fault);
    return members;
  }
}
