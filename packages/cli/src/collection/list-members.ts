/**
 * Members of a collection, a line each: for people, or as JSON for programs.
 */
import type { Member } from '@pmklc/codec';
import { membersIn } from './collection-inputs.ts';
import { checkChosen, choiceOf } from './choose-members.ts';
import { openStdout } from '../files/output.ts';
import { escapeText } from '../messages/escape-text.ts';

/** Lines that are written at once. */
const BATCH_LINES = 2 ** 10;

/** @throws FileError when a pattern chooses nothing */
export async function listMembers(
  archive: string,
  patterns: readonly string[],
  json: boolean,
): Promise<void> {
  const members = await membersIn(archive);
  checkChosen(members, patterns);
  const chosen = members.filter(choiceOf(patterns));
  const width = Math.max(0, ...widthsOf(chosen));
  const lines = chosen.map((member) => (json ? toJson(archive, member) : toLine(member, width)));
  const output = openStdout();
  for (let from = 0; from < lines.length; from += BATCH_LINES) {
    const batch = lines.slice(from, from + BATCH_LINES);
    await output.write(Buffer.from(batch.map((line) => `${line}\n`).join('')));
  }
}

/** Widths of sizes, each once: there may be more members than a call takes arguments. */
function widthsOf(members: readonly Member[]): Set<number> {
  return new Set(members.map(({ size }) => shownSize(size).length));
}

function toLine({ name, kind, size, mode, modified, target }: Member, width: number): string {
  const permissions = mode === undefined ? '---' : mode.toString(8).padStart(3, '0');
  const time = modified === undefined ? '-'.padEnd(20) : (dateOf(modified) ?? String(modified));
  const bytes = (kind === 'file' ? shownSize(size) : '-').padStart(width);
  const shown = `${escapeText(name)}${kind === 'folder' ? '/' : ''}`;
  const to = target === undefined ? '' : ` -> ${escapeText(target)}`;
  return `${permissions}  ${time}  ${bytes}  ${shown}${to}`;
}

/** `bytes` of files; `modified` in seconds since 1970, and `mode` in octal digits, where they are recorded. */
function toJson(archive: string, { name, kind, size, mode, modified, target }: Member): string {
  return JSON.stringify({
    archive,
    member: name,
    kind,
    ...(kind === 'file' && { bytes: size }),
    ...(modified !== undefined && { modified }),
    ...(mode !== undefined && { mode: mode.toString(8).padStart(3, '0') }),
    ...(target !== undefined && { target }),
  });
}

/** Time of the world; undefined beyond the dates that there are. */
function dateOf(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000', '');
}

function shownSize(size: number): string {
  return size.toLocaleString('en');
}
