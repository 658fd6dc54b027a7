/**
 * Plan of a collection: which file comes after which, and where partitions end. It depends on the members and their bytes only.
 */
import { joinChunks } from '../flow/join-chunks.ts';
import { groupFiles } from './file-groups.ts';
import { chunksOf, type KnownFile } from './known-file.ts';
import { CLASS_BYTES, classOf, hasRecords, type MemberClass } from './member-class.ts';
import type { MemberInput, PlacedMember } from './member.ts';
import { inOrderOfBytes, placeBytes, placed } from './placement.ts';
import { sectionsOf, type Section } from './sections.ts';

const LINE_END = 0x0a;

export interface CollectionPlan {
  /** Members in the order given. */
  readonly members: readonly PlacedMember[];
  /** Files in the order of their bytes. */
  readonly files: readonly PlacedFile[];
  readonly sections: readonly Section[];
  /** Most bases that a partition copies from. */
  readonly copiedBases: number;
}

/** A file, where its bytes come from and where they go. */
export interface PlacedFile extends PlacedMember {
  readonly input: MemberInput;
  readonly class: MemberClass;
}

/** @throws what reading a member throws; the signal's reason when aborted */
export async function planCollection(
  members: readonly MemberInput[],
  signal?: AbortSignal,
): Promise<CollectionPlan> {
  const known: KnownFile[] = [];
  for (const input of members) {
    signal?.throwIfAborted();
    known.push({ input, name: await classOfMember(input) });
  }
  const groups = await groupFiles(known, signal);
  const facts: Omit<PlacedFile, 'start'>[] = [];
  for (const [i, { input, name }] of known.entries()) {
    const isLineEnded = hasRecords(name) && (await lacksLineEnd(input));
    facts.push({ ...factsOf(input), input, class: name, group: groups[i]!, isLineEnded });
  }
  const all = placed(facts);
  const files = inOrderOfBytes(all);
  const sections = sectionsOf(files.map((file) => ({ name: file.class, bytes: placeBytes(file) })));
  const reference = sections.filter(({ role }) => role === 'reference');
  const copiedBases = reference.reduce((sum, { start, end }) => sum + end - start, 0);
  return { members: all, files, sections, copiedBases };
}

/** Members as the table has them, without what reads them. */
function factsOf({ name, kind, size, mode, modified, target }: MemberInput) {
  return {
    name,
    kind,
    size: kind === 'file' ? size : 0,
    ...(mode !== undefined && { mode }),
    ...(modified !== undefined && { modified }),
    ...(target !== undefined && { target }),
  };
}

async function classOfMember(input: MemberInput): Promise<MemberClass> {
  if (input.kind !== 'file') return 'binary';
  const beginning = await joinChunks(chunksOf(input, 0, Math.min(input.size, CLASS_BYTES)));
  return classOf(beginning);
}

async function lacksLineEnd(input: MemberInput): Promise<boolean> {
  const { kind, size } = input;
  if (kind !== 'file' || size === 0) return false;
  const [last] = await joinChunks(chunksOf(input, size - 1, size));
  return last !== LINE_END;
}
