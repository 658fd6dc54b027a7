/**
 * `NAME[:START-END]` as samtools faidx reads it; `{NAME}` is a name, whatever is in it.
 */

/** Part of a record, from 1, both ends included. */
export interface Region {
  /** The region as the user wrote it. */
  readonly text: string;
  readonly name: string;
  readonly start: number;
  /** Undefined: to the end of the record. */
  readonly end: number | undefined;
}

/** Digits with commas anywhere, as people write large numbers. */
const NUMBER = String.raw`\d[\d,]*`;
const RANGE = new RegExp(`^(.*):(?:(${NUMBER})(?:-(${NUMBER})?)?|-(${NUMBER}))$`, 's');

/**
 * The region that `text` names with a range in it: `NAME:START-END`, `NAME:START-`, `NAME:START` (both to the
 * record's end) or `NAME:-END`. Undefined when it ends in none. Start 0 is the same as 1.
 */
export function parseRegion(text: string): Region | undefined {
  const match = RANGE.exec(text);
  if (match === null) return undefined;
  const [, before = '', start, end, endOnly] = match;
  return {
    text,
    name: nameIn(before),
    start: Math.max(1, toNumber(start ?? '1')!),
    end: toNumber(end ?? endOnly),
  };
}

/** The whole record that `{NAME}` names; undefined for any other text. */
export function parseBraces(text: string): Region | undefined {
  const name = nameIn(text);
  return name === text ? undefined : { text, name, start: 1, end: undefined };
}

function nameIn(text: string): string {
  return /^\{.*\}$/s.test(text) ? text.slice(1, -1) : text;
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
