/**
 * Listings as a table for people, or JSON for programs.
 */
import Table from 'cli-table3';
import { escapeText } from '../messages/escape-text.ts';
import type { Listing } from './list.ts';
import { bitsPerBase } from '../messages/summary.ts';

const COLUMNS = ['name', 'format', 'bases', 'original', 'packed', 'ratio', 'bpb', 'level', 'check'];
/** The last ones, where an archive has several lanes, needs something that does not come with pmklc, or holds two files of mates. */
const LANES = 'lanes';
const NEEDS = 'needs';
const MATES = 'mates';
/** Behind the name, where an archive holds files by name. */
const FILES = 'files';
/** Two spaces between columns and nothing else: easy to read, easy to cut. */
const NO_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .concat('mid', 'left-mid', 'mid-mid', 'right-mid')
    .map((part) => [part, '']),
);

/** One line a file below a line of titles. */
export function listingTable(listings: readonly Listing[]): string {
  const more = ([LANES, NEEDS, MATES] as const).filter((column) =>
    listings.some((listing) => listing[column].some((value) => value !== 1)),
  );
  const hasFiles = listings.some(({ files }) => files !== undefined);
  const [first, ...others] = COLUMNS;
  const columns = [first!, ...(hasFiles ? [FILES] : []), ...others, ...more];
  const table = new Table({
    head: columns,
    chars: { ...NO_BORDERS, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((column) => (isText(column) ? 'left' : 'right')),
  });
  const restOf = (listing: Listing) =>
    more.map((column) => escapeText(listing[column].join(', ')) || '-');
  table.push(
    ...listings.map((listing) => {
      const [name, ...rest] = toRow(listing);
      const files = hasFiles ? [listing.files?.toLocaleString('en') ?? '-'] : [];
      return [name, ...files, ...rest, ...restOf(listing)];
    }),
  );
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd() + '\n').join('');
}

/** One object; sizes in bytes, `bpb` null without bases. */
export function listingToJson(listing: Listing): string {
  const { archiveBytes, bases } = listing;
  return JSON.stringify({
    ...listing,
    bpb: bases > 0 ? Number(bitsPerBase(archiveBytes, bases)) : null,
  });
}

function toRow(listing: Listing): string[] {
  const { name, formats, models, bases, originalBytes, archiveBytes } = listing;
  return [
    escapeText(name),
    formats.join('+') || '-',
    bases.toLocaleString('en'),
    originalBytes.toLocaleString('en'),
    archiveBytes.toLocaleString('en'),
    (originalBytes / archiveBytes).toFixed(2),
    bases > 0 ? bitsPerBase(archiveBytes, bases) : '-',
    escapeText(models.join('+')) || '-',
    'sha256/128',
  ];
}

function isText(column: string): boolean {
  return ['name', 'format', 'check', NEEDS, MATES].includes(column);
}
