/** Support for the suites of collections: members in memory, and what comes out again. */
import { packCollection, unpackMembers } from '@pmklc/codec';
import type {
  ByteSource,
  CollectionOptions,
  DecompressOptions,
  Member,
  MemberInput,
  MemberPiece,
} from '@pmklc/codec';
import { bytesOf, concat } from '@pmklc/testing';

const FAST: CollectionOptions = { level: 1, knowledge: { select: 'none' } };

/** A file with that content. */
export function file(
  name: string,
  content: string | Uint8Array,
  facts: Partial<Member> = {},
): MemberInput {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const read = (start: number, end: number) => [bytes.subarray(start, end)];
  return { name, kind: 'file', size: bytes.length, ...facts, read };
}

export function folder(name: string, facts: Partial<Member> = {}): MemberInput {
  return { name, kind: 'folder', size: 0, ...facts, read: () => [] };
}

export function link(name: string, target: string): MemberInput {
  return { name, kind: 'link', size: 0, target, read: () => [] };
}

export async function pack(
  members: readonly MemberInput[],
  options: CollectionOptions = {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packCollection(members, { ...FAST, ...options })) chunks.push(chunk);
  return concat(...chunks);
}

/** A member without what reads it. */
export type Facts = Omit<Member, 'read'>;

/** Members and their bytes, in the order in which they come. */
export async function unpack(
  archive: ByteSource,
  options: DecompressOptions = {},
): Promise<{ member: Facts; bytes: Uint8Array }[]> {
  return collected(unpackMembers(archive, options));
}

export async function collected(
  pieces: AsyncIterable<MemberPiece>,
): Promise<{ member: Facts; bytes: Uint8Array }[]> {
  const found = new Map<Member, Uint8Array[]>();
  for await (const { member, bytes } of pieces) {
    found.set(member, [...(found.get(member) ?? []), bytes.slice()]);
  }
  return [...found].map(([member, parts]) => ({ member, bytes: concat(...parts) }));
}

/** The bytes of members by name. */
export function byName(
  found: readonly { member: Facts; bytes: Uint8Array }[],
): Record<string, string> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  return Object.fromEntries(found.map(({ member, bytes }) => [member.name, text(bytes)]));
}

/** FASTA of so many near copies of one random genome, a file each. */
export function relatives(count: number, genome: Uint8Array): MemberInput[] {
  return Array.from({ length: count }, (_, i) => {
    const own = genome.slice();
    own[(i * 977) % own.length] = 'ACGT'.charCodeAt(i % 4);
    const text = Buffer.from(own)
      .toString('latin1')
      .replace(/.{1,60}/g, '$&\n');
    return file(`genomes/g${i}.fa`, `>g${i} of ${count}\n${text}`);
  });
}
