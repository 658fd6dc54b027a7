/**
 * Table of members to and from its columns of text, each packed as a side stream is: a line for a member. Layout:
 * docs/format/README.md, "Members".
 */
import type { PackedStream } from '@pmklc/container';
import { decodeMemberTable, encodeMemberTable } from '@pmklc/container';
import { PmklcError } from '@pmklc/core';
import { packStream, unpackStream, type Effort } from '@pmklc/streams';
import type { Member, MemberKind, PlacedMember } from './member.ts';
import { corruptMember, faultOf } from './member-names.ts';
import { placed } from './placement.ts';

/** Ids of the columns. */
const NAMES = 1;
const MODES = 2;
const TIMES = 3;
const SIZES = 4;
const GROUPS = 5;
const TARGETS = 6;

/** A column is never longer when unpacked. */
const MAX_COLUMN_BYTES = 2 ** 28;

/** Kinds by the letters that lines of modes begin with. */
const KINDS: Record<string, MemberKind> = { f: 'file', d: 'folder', l: 'link' };

const MODE = /^([fdl])([1-7][0-7]{0,2}|0|)$/;
const TIME = /^(0|-?[1-9]\d{0,15}|)$/;
const SIZE = /^(0|[1-9]\d{0,15})(\+?)$/;
const GROUP = /^(0|[1-9]\d{0,15})$/;

/**
 * Bytes of the record of members.
 * @param effort that its columns are packed with
 */
export function encodeTable(members: readonly PlacedMember[], effort: Effort): Uint8Array {
  const column = columnPacker(effort);
  const files = members.filter(({ kind }) => kind === 'file');
  const links = members.filter(({ kind }) => kind === 'link');
  const columns = [
    column(NAMES, members, ({ name }) => name.replaceAll('\n', '\0')),
    column(
      MODES,
      members,
      ({ kind, mode }) => `${kind === 'folder' ? 'd' : kind[0]}${octal(mode)}`,
    ),
    column(TIMES, members, ({ modified }) => modified?.toString() ?? '', ''),
    column(SIZES, files, ({ size, isLineEnded }) => `${size}${isLineEnded ? '+' : ''}`),
    column(GROUPS, files, ({ group }) => `${group}`, '0'),
    column(TARGETS, links, ({ target = '' }) => target.replaceAll('\n', '\0')),
  ];
  return encodeMemberTable({
    count: members.length,
    columns: columns.filter((one) => one !== undefined),
  });
}

/**
 * The members that the record of an archive lists, in its order.
 * @throws PmklcError `corrupt` when it is no table, or names what no archive may hold
 */
export function decodeTable(record: Uint8Array): PlacedMember[] {
  const { count, columns } = decodeMemberTable(record);
  const textOf = (id: number) => linesOf(columns.find((one) => one.id === id));
  const names = textOf(NAMES) ?? [];
  const modes = textOf(MODES) ?? [];
  const times = textOf(TIMES) ?? names.map(() => '');
  const kinds = modes.map((line) => KINDS[line[0] ?? '']);
  const files = kinds.filter((kind) => kind === 'file').length;
  const sizes = textOf(SIZES) ?? [];
  const groups = textOf(GROUPS) ?? sizes.map(() => '0');
  const targets = textOf(TARGETS) ?? [];
  const links = kinds.filter((kind) => kind === 'link').length;
  const counts = [names, modes, times].map(({ length }) => length);
  check(counts.every((length) => length === count));
  check(sizes.length === files && groups.length === files && targets.length === links);
  const nextFile = readFiles(sizes, groups);
  const nextTarget = targets.values();
  const members = names.map((line, i) => {
    const kind = kinds[i];
    const facts = { name: line.replaceAll('\0', '\n'), ...attributesOf(modes[i]!, times[i]!) };
    if (kind === 'file') return { ...facts, kind, ...nextFile() };
    const rest = { size: 0, group: 0, isLineEnded: false };
    if (kind === 'folder') return { ...facts, kind, ...rest };
    const target = (nextTarget.next().value as string).replaceAll('\0', '\n');
    return { ...facts, kind: 'link' as const, ...rest, target };
  });
  const found = faultOf(members);
  if (found === undefined) return placed(members);
  throw corruptMember(found);
}

/** Packs the lines of columns; a column that has none, or whose lines are all what a reader takes for granted, is undefined. */
function columnPacker(effort: Effort) {
  return <Line>(
    id: number,
    members: readonly Line[],
    toLine: (member: Line) => string,
    usual?: string,
  ): PackedStream | undefined => {
    const lines = members.map(toLine);
    if (lines.every((line) => line === usual)) return undefined;
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
    if (bytes.length > MAX_COLUMN_BYTES) {
      throw new RangeError(`the members' names take more than ${MAX_COLUMN_BYTES} bytes`);
    }
    const content = id === NAMES || id === TARGETS ? 'names' : 'numbers';
    return { id, bytes: packStream(bytes, { content, effort }), rawBytes: bytes.length };
  };
}

function linesOf(stream: PackedStream | undefined): string[] | undefined {
  if (stream === undefined) return undefined;
  check(stream.rawBytes <= MAX_COLUMN_BYTES);
  const raw = unpackStream(stream.bytes, stream.rawBytes);
  check(raw.length === stream.rawBytes && raw.at(-1) === 0x0a);
  const lines = textOf(raw).split('\n');
  lines.pop();
  return lines;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PmklcError('corrupt', 'the table of members is no text', { cause });
  }
}

function attributesOf(modeLine: string, timeLine: string): Pick<Member, 'mode' | 'modified'> {
  const digits = MODE.exec(modeLine)?.[2];
  check(digits !== undefined && TIME.test(timeLine));
  const modified = Number(timeLine);
  check(Number.isSafeInteger(modified));
  return {
    ...(digits !== '' && { mode: Number.parseInt(digits!, 8) }),
    ...(timeLine !== '' && { modified }),
  };
}

/** A function that gives size, group and line end of the next file. */
function readFiles(
  sizes: readonly string[],
  groups: readonly string[],
): () => Pick<PlacedMember, 'size' | 'group' | 'isLineEnded'> {
  let next = 0;
  return () => {
    const [found, group] = [SIZE.exec(sizes[next]!), groups[next]!];
    next++;
    const size = Number(found?.[1]);
    check(Number.isSafeInteger(size) && GROUP.test(group) && Number.isSafeInteger(Number(group)));
    return { size, group: Number(group), isLineEnded: found![2] === '+' };
  };
}

function octal(mode: number | undefined): string {
  return mode === undefined ? '' : mode.toString(8);
}

function check(condition: boolean): asserts condition {
  if (!condition) throw new PmklcError('corrupt', 'the table of members is not in order');
}
