/**
 * A report of what `--salvage` could not take out.
 */
import type { BrokenMember, MissingRange } from '@pmklc/codec';
import { warn } from '../files/for-each-input.ts';
import { escapeText } from './escape-text.ts';

/** Names of records that a line of the report has at most. */
const MOST_NAMES = 5;
/** Files that are not whole, of which the report has a line each at most. */
const MOST_FILES = 20;

/** A line on standard error for each stretch. */
export function reportMissing(name: string, missing: readonly MissingRange[]): void {
  for (const stretch of missing) {
    const { archive, partition, start, bytes, reason, records, unverifiedBytes = 0 } = stretch;
    const count = bytes === undefined ? 'an unknown number of bytes' : `${bytes} bytes`;
    const place = start === undefined ? 'at an unknown place' : `from byte ${start} on`;
    const where = `partition ${partition}${archive > 0 ? ` of archive ${archive}` : ''}`;
    if (unverifiedBytes > 0) {
      const from =
        start === undefined ? 'at an unknown place' : `from byte ${start - unverifiedBytes} on`;
      const why = `${where}: no checksum covers them, for ${escapeText(reason)}`;
      warn(`${escapeText(name)}: not verified: ${unverifiedBytes} bytes ${from} (${why})`);
      if (bytes === 0) continue;
    }
    const what = `missing: ${count} ${place}${namesOf(records)} (${where}: ${escapeText(reason)})`;
    warn(`${escapeText(name)}: ${what}`);
  }
}

function namesOf(records: readonly string[]): string {
  if (records.length === 0) return '';
  const names = records.slice(0, MOST_NAMES).map((record) => `"${escapeText(record)}"`);
  const more = records.length - names.length;
  return ` of ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A line on standard error for each file that is not whole. */
export function reportBroken(name: string, broken: readonly BrokenMember[]): void {
  for (const { member, bytes } of broken.slice(0, MOST_FILES)) {
    const what = bytes === 0 ? 'nothing' : `${bytes}`;
    warn(
      `${escapeText(name)}: ${escapeText(member.name)}: ${what} of ${member.size} bytes is there`,
    );
  }
  const more = broken.length - MOST_FILES;
  if (more > 0) warn(`${escapeText(name)}: and ${more} more files are not whole`);
}
