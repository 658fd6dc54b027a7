/**
 * A file of regions for `pmklc view -r`: one a line, or BED.
 */
import { readFileSync } from 'node:fs';
import { OtherFileError, UsageError } from '../messages/errors.ts';
import type { Region } from './parse-region.ts';

/** A region that is asked for. */
export interface RegionRequest {
  /** The region as the user wrote it, or as BED says it. */
  readonly text: string;
  /** Undefined where the text must be understood: it may be a name. */
  readonly region?: Region;
  /** Whether the opposite strand is asked for. */
  readonly isReversed: boolean;
}

/** Lines of BED that are for browsers. */
const TRACK = /^(#|track\b|browser\b)/;
const STANDARD_INPUT = 0;

/**
 * @param path `-` for standard input
 * @throws UsageError for a line that is no region, or the system's error with the file's name
 */
export function readRegions(path: string): RegionRequest[] {
  const requests: RegionRequest[] = [];
  textOf(path)
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (line.trim() === '' || TRACK.test(line)) return;
      if (!line.includes('\t')) requests.push({ text: line.trim(), isReversed: false });
      else requests.push(bedRegion(line.split('\t'), `${path}: line ${i + 1}`));
    });
  return requests;
}

function textOf(path: string): string {
  try {
    return readFileSync(path === '-' ? STANDARD_INPUT : path, 'utf8');
  } catch (error) {
    throw new OtherFileError(path, error);
  }
}

/** BED counts from 0, and its ends are not included; its sixth column is the strand. */
function bedRegion(columns: readonly string[], where: string): RegionRequest {
  const [name = '', from = '', to = ''] = columns;
  if (!/^\d+$/.test(from) || !/^\d+$/.test(to)) throw new UsageError(`${where} is no region`);
  const [start, end] = [Number(from) + 1, Number(to)];
  const text = `${name}:${start}-${end}`;
  return { text, region: { text, name, start, end }, isReversed: columns[5] === '-' };
}
